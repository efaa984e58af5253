internal import Numerics

/// The search for the best fit: from many starts, then with errors of the size that the fit leaves.
struct Calibration: Sendable {
    let target: FitTarget
    let settings: FitSettings

    /// The best fit with the errors it leaves.
    struct Best: Sendable {
        var scales: [ErrorScale]
        var optimum: FitObjective.Optimum
        /// What other starts led to, from the least.
        var others: [FitObjective.Optimum]
        /// How many starts led to the best one, and from how many the search ended at all.
        var startsAtBest: Int
        var startsEnded: Int
    }

    /// Sums within this are one minimum.
    private static let tie = 0.01
    private static let scaleRounds = 100
    private static let scaleTolerance = 1e-6

    /// Nil where the model can't be computed at any start.
    func best() async -> Best? {
        let groups = ErrorGroup.allCases.compactMap { group in
            let members = target.observations.filter { $0.group == group && $0.deviation == nil }
            return members.isEmpty ? nil : ErrorScale(group, members, parameters: target.parameters.count)
        }
        let found = await minima(objective(groups, priorWeight: 1), from: starts)
        guard let first = found.first else { return nil }
        let (scales, optimum) = rescaled(groups, first)
        let objective = objective(scales, priorWeight: 1)
        // The starts again where errors were estimated, as what is best depends on them.
        let isSettled = !scales.contains { $0.origin == .estimated }
        let again = isSettled ? found : await minima(objective, from: starts)
        let better = again.first.map { $0.sum < optimum.sum - Self.tie ? $0 : optimum } ?? optimum
        let (lastScales, last) = rescaled(scales, better)
        return Best(
            scales: lastScales, optimum: last, others: again.filter { $0.sum > better.sum + Self.tie },
            startsAtBest: again.count { $0.sum <= better.sum + Self.tie },
            startsEnded: again.count)
    }

    /// Points of a Sobol sequence, the first of which is the median of all priors.
    var starts: [[Double]] {
        let sequence = SobolSequence(dimensions: target.parameters.count)
        return (1...max(1, settings.starts)).map { index in
            target.parameters.indices.map { CDF.normalInverse(sequence.point(index, $0)) }
        }
    }

    func objective(_ scales: [ErrorScale], priorWeight: Double) -> FitObjective {
        FitObjective(
            target: target, deviations: target.observations.map { deviation(of: $0, scales) }, priorWeight: priorWeight,
            method: settings.method)
    }

    private func deviation(of value: FittedValue, _ scales: [ErrorScale]) -> Double {
        value.deviation ?? scales.first { $0.group == value.group }?.deviation ?? 1
    }

    /// What the searches found, from the least; those that found nothing left out.
    func minima(_ objective: FitObjective, from starts: [[Double]]) async -> [FitObjective.Optimum] {
        let found = await Concurrently.map(starts) { objective.minimum(from: $0) }
        return found.compactMap { $0 }.enumerated().sorted { ($0.element.sum, $0.offset) < ($1.element.sum, $1.offset) }.map(\.element)
    }

    /// Each estimated scale as the standard deviation of the residuals, over the degrees of freedom that the parameters leave; and the
    /// minimum with these scales, each of which hangs on the other.
    func rescaled(_ scales: [ErrorScale], _ optimum: FitObjective.Optimum) -> ([ErrorScale], FitObjective.Optimum) {
        var (scales, optimum) = (scales, optimum)
        guard scales.contains(where: { $0.origin == .estimated }) else { return (scales, optimum) }
        for _ in 0..<Self.scaleRounds {
            let leverages = leverages(optimum)
            var change = 0.0
            for g in scales.indices where scales[g].origin == .estimated {
                let members = target.observations.indices.filter {
                    target.observations[$0].group == scales[g].group && target.observations[$0].deviation == nil
                }
                let before = scales[g].deviation
                let squares = members.reduce(0) { $0 + optimum.residuals[$1] * optimum.residuals[$1] } * before * before
                let freedom = Double(members.count) - members.reduce(0) { $0 + leverages[$1] }
                scales[g].degreesOfFreedom = freedom
                // Data without errors would make a scale 0, and everything else endless.
                let least = 1e-4 * ErrorScale(scales[g].group, members.map { target.observations[$0] }, parameters: 0).deviation
                scales[g].deviation = max(least, (squares / freedom).squareRoot())
                change = max(change, abs(scales[g].deviation / before - 1))
            }
            guard let next = objective(scales, priorWeight: 1).minimum(from: optimum.scores) else { break }
            optimum = next
            if change < Self.scaleTolerance { break }
        }
        return (scales, optimum)
    }

    /// How much of each row its own observation determines: the diagonal of J (JᵀJ)⁻¹ Jᵀ.
    private func leverages(_ optimum: FitObjective.Optimum) -> [Double] {
        let columns = target.parameters.count
        guard let covariance = SingularValues(optimum.jacobian, columns: columns)?.inverseGram else {
            return optimum.residuals.map { _ in 0 }
        }
        return optimum.residuals.indices.map { row in
            let slopes = optimum.jacobian[row * columns..<(row + 1) * columns]
            return zip(slopes, covariance).reduce(0) { sum, next in sum + next.0 * zip(next.1, slopes).reduce(0) { $0 + $1.0 * $1.1 } }
        }
    }
}
