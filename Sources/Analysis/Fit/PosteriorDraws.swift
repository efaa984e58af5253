internal import Glibc
internal import Numerics

/// Draws of the posterior of a fit.
struct PosteriorDraws: Sendable {
    private let estimate: FitEstimation.Estimate
    private let estimation: FitEstimation

    init(_ estimation: FitEstimation, _ estimate: FitEstimation.Estimate) {
        self.estimation = estimation
        self.estimate = estimate
    }

    /// Rows of parameter values, and how the sampler fared; without a report for Laplace draws.
    func run() async -> (rows: [[Double]], report: SamplerReport?) {
        let settings = estimation.settings
        let laplace = LaplaceDraws(estimate, seed: settings.seed)
        let (points, report): ([[Double]], SamplerReport?)
        switch settings.sampler {
        case .laplace: (points, report) = ((0..<settings.draws).map { laplace.draw($0).scores }, nil)
        case .stretch:
            let posterior = LogPosterior(estimate)
            let walkers = StretchSampler.walkers(dimensions: posterior.dimensions)
            let starts = (0..<walkers).map { posterior.point(laplace.draw($0)) }
            let sampler = StretchSampler(seed: settings.seed, steps: settings.steps, posterior.logDensity)
            let chains = await sampler.run(from: starts)
            points = chains.draws(settings.draws)
            report = SamplerReport(chains, parameters: estimate.target.parameters.count)
        }
        let rows = points.map { point in zip(estimate.target.parameters, point).map { $0.value($1) } }
        return (rows, report)
    }
}

/// The posterior's logarithm as a function of the scores and of the logarithms of the error scales that are estimated.
///
/// The priors of the scores are standard normal by construction; a scale has the prior 1/scale, flat in its logarithm.
struct LogPosterior: Sendable {
    private let estimate: FitEstimation.Estimate
    private let estimated: [ErrorScale]

    init(_ estimate: FitEstimation.Estimate) {
        self.estimate = estimate
        estimated = estimate.best.scales.filter { $0.origin == .estimated }
    }

    var dimensions: Int { estimate.target.parameters.count + estimated.count }

    func point(_ draw: LaplaceDraws.Draw) -> [Double] { draw.scores + draw.logScales }

    /// −∞ where the model can't be computed.
    func logDensity(_ point: [Double]) -> Double {
        let scores = Array(point.prefix(estimate.target.parameters.count))
        let logScales = point.suffix(estimated.count)
        guard scores.allSatisfy({ abs($0) <= FreeParameter.reach }), let residuals = estimate.target.residuals(scores) else {
            return -.infinity
        }
        var sum = scores.reduce(0) { $0 + $1 * $1 }
        var logs = 0.0
        for (residual, observation) in zip(residuals, estimate.target.observations) {
            var logDeviation = 0.0
            if let given = observation.deviation {
                sum += residual * residual / (given * given)
                continue
            } else if let g = estimated.firstIndex(where: { $0.group == observation.group }) {
                logDeviation = logScales[logScales.startIndex + g]
                logs += logDeviation
            } else {
                logDeviation = logOf(assumed: observation.group)
            }
            let standardized = residual * exp(-logDeviation)
            sum += standardized * standardized
        }
        return -sum / 2 - logs
    }

    private func logOf(assumed group: ErrorGroup) -> Double {
        log(estimate.best.scales.first { $0.group == group }?.deviation ?? 1)
    }
}
