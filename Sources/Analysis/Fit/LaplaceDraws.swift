internal import Glibc
internal import Numerics

/// Draws from the normal distribution with the posterior's peak and curvature.
///
/// Errors of estimated size are drawn first, s² ν/χ²(ν), and the scores given these: as wide as Student's distribution where few
/// observations tell the size, and exact where the model is linear.
struct LaplaceDraws: Sendable {
    private let estimate: FitEstimation.Estimate
    private let estimated: [ErrorScale]
    private let scoreStreams: [DrawStream]
    private let scaleStreams: [DrawStream]
    /// The factorised curvature, where no scale changes it.
    private let fixed: SingularValues?

    struct Draw: Sendable {
        let scores: [Double]
        /// Of the estimated scales.
        let logScales: [Double]
    }

    init(_ estimate: FitEstimation.Estimate, seed: UInt64) {
        self.estimate = estimate
        estimated = estimate.best.scales.filter { $0.origin == .estimated }
        scoreStreams = estimate.target.parameters.map { DrawStream(seed: seed, name: "fit/laplace/parameters/\($0.name)") }
        scaleStreams = estimated.map { DrawStream(seed: seed, name: "fit/laplace/scales/\($0.group.rawValue)") }
        fixed =
            estimated.isEmpty
            ? SingularValues(estimate.best.optimum.jacobian, columns: estimate.target.parameters.count) : nil
    }

    func draw(_ number: Int) -> Draw {
        let columns = estimate.target.parameters.count
        let optimum = estimate.best.optimum
        let normals = scoreStreams.map { CDF.normalInverse($0.uniform(member: number)) }
        // Factors by which the observations' weights differ from those at the best fit: 1/√(ν/χ²).
        let factors = zip(estimated, scaleStreams).map { scale, stream in
            (CDF.chiSquaredInverse(stream.uniform(member: number), degreesOfFreedom: scale.degreesOfFreedom) / scale.degreesOfFreedom)
                .squareRoot()
        }
        let logScales = zip(estimated, factors).map { log($0.deviation / $1) }
        guard !estimated.isEmpty else { return Draw(scores: point(fixed, normals, shift: optimum.scores.map { _ in 0 }), logScales: []) }
        var (rows, residuals) = (optimum.jacobian, optimum.residuals)
        for (i, observation) in estimate.target.observations.enumerated() where observation.deviation == nil {
            guard let g = estimated.firstIndex(where: { $0.group == observation.group }) else { continue }
            residuals[i] *= factors[g]
            for column in 0..<columns { rows[i * columns + column] *= factors[g] }
        }
        // With other weights the peak lies elsewhere: by one Gauss–Newton step.
        let gradient = (0..<columns).map { column in residuals.indices.reduce(0) { $0 + rows[$1 * columns + column] * residuals[$1] } }
        return Draw(scores: point(SingularValues(rows, columns: columns), normals, shift: gradient), logScales: logScales)
    }

    /// Peak − (JᵀJ)⁻¹ gradient + V S⁻¹ normals, within the parameters' reach.
    private func point(_ values: SingularValues?, _ normals: [Double], shift gradient: [Double]) -> [Double] {
        guard let values, let inverse = values.inverseGram else { return estimate.best.optimum.scores }
        return estimate.best.optimum.scores.enumerated().map { i, peak in
            let step = zip(inverse[i], gradient).reduce(0) { $0 + $1.0 * $1.1 }
            let spread = normals.indices.reduce(0) { $0 + values.vectors[i][$1] / values.values[$1] * normals[$1] }
            return min(max(peak - step + spread, -FreeParameter.reach), FreeParameter.reach)
        }
    }
}
