internal import Numerics

/// The best fit, and how far from it each parameter may be.
struct FitEstimation: Sendable {
    let target: FitTarget
    let settings: FitSettings

    /// The profiles of a parameter: of observations and priors together, and of the observations alone.
    struct Profiles: Sendable {
        let whole: ParameterProfile
        let observations: ParameterProfile
    }

    struct Estimate: Sendable {
        let target: FitTarget
        let best: Calibration.Best
        /// Rise of the sum of squares at the ends of a 95 % interval.
        let threshold: Double
        /// By parameter; nil where they were not asked for.
        let profiles: [Profiles]?
        /// Inverse of JᵀJ: the covariance of the scores.
        let covariance: [[Double]]
        /// Of the observations alone, priors left out.
        let conditionNumber: Double
    }

    /// A profile that meets a better fit starts over from there, so many times.
    private static let rounds = 4

    /// Nil where the model can't be computed at any start.
    func run() async -> Estimate? {
        let calibration = Calibration(target: target, settings: settings)
        guard var best = await calibration.best() else { return nil }
        var profiles: [Profiles]?
        var threshold = Self.threshold(best.scales)
        for _ in 0..<Self.rounds {
            threshold = Self.threshold(best.scales)
            guard settings.profiles else { break }
            let whole = await sides(calibration.objective(best.scales, priorWeight: 1), best.optimum, threshold)
            if let better = whole.better {
                best = calibration.improved(best, better)
                continue
            }
            guard let alone = await observationsAlone(calibration, best, threshold) else { break }
            profiles = zip(whole.profiles, alone).map { Profiles(whole: $0, observations: $1) }
            break
        }
        let columns = target.parameters.count
        let rows = best.optimum.jacobian.prefix(target.observations.count * columns)
        return Estimate(
            target: target, best: best, threshold: threshold, profiles: profiles,
            covariance: SingularValues(best.optimum.jacobian, columns: columns)?.inverseGram ?? [],
            conditionNumber: SingularValues(Self.padded(Array(rows), columns), columns: columns)?.conditionNumber ?? .infinity)
    }

    /// 1.96², or the square of Student's quantile where errors are estimated: a scale from few observations is itself uncertain.
    private static func threshold(_ scales: [ErrorScale]) -> Double {
        let freedom = scales.map(\.degreesOfFreedom).min() ?? .infinity
        let quantile = freedom.isFinite ? CDF.studentInverse(0.975, degreesOfFreedom: freedom) : CDF.normalInverse(0.975)
        return quantile * quantile
    }

    /// Rows of 0, where there are fewer observations than parameters.
    private static func padded(_ rows: [Double], _ columns: Int) -> [Double] {
        rows + [Double](repeating: 0, count: max(0, columns * columns - rows.count))
    }

    /// The profiles of the observations without priors, about their own best fit.
    private func observationsAlone(_ calibration: Calibration, _ best: Calibration.Best, _ threshold: Double) async -> [ParameterProfile]? {
        let objective = calibration.objective(best.scales, priorWeight: FitObjective.negligible)
        let starts = [best.optimum.scores] + best.others.map(\.scores)
        guard var optimum = await calibration.minima(objective, from: starts).first else { return nil }
        var found = await sides(objective, optimum, threshold)
        for _ in 1..<Self.rounds {
            guard let better = found.better else { break }
            optimum = better
            found = await sides(objective, optimum, threshold)
        }
        return found.profiles
    }

    /// Both sides of all profiles, and the best of better fits that were met.
    private func sides(_ objective: FitObjective, _ optimum: FitObjective.Optimum, _ threshold: Double) async
        -> (profiles: [ParameterProfile], better: FitObjective.Optimum?)
    {
        let profile = ProfileLikelihood(objective: objective, optimum: optimum, threshold: threshold)
        let places = target.parameters.indices.flatMap { [($0, false), ($0, true)] }
        let sides = await Concurrently.map(places) { profile.side($0.0, upper: $0.1) }
        let profiles = target.parameters.indices.map { p in
            let (low, high) = (sides[2 * p], sides[2 * p + 1])
            // Both sides begin at the best fit.
            return ParameterProfile(
                low: low.end, high: high.end, points: low.points + high.points.dropFirst(),
                best: target.parameters[p].value(optimum.scores[p]))
        }
        let better = sides.compactMap(\.better).enumerated().min { ($0.element.sum, $0.offset) < ($1.element.sum, $1.offset) }
        return (profiles, better?.element)
    }
}

extension Calibration {
    /// A better fit in place of the best so far.
    func improved(_ best: Best, _ better: FitObjective.Optimum) -> Best {
        var improved = best
        // The better one was found with a parameter held: from there, with all free.
        let start = objective(best.scales, priorWeight: 1).minimum(from: better.scores) ?? better
        (improved.scales, improved.optimum) = rescaled(best.scales, start)
        improved.startsAtBest = 0
        return improved
    }
}
