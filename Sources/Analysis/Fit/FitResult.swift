public import ScenarioFormat

/// What a fit found of one parameter.
public struct FittedParameter: Sendable {
    /// As the scenario has it under `parameters`.
    public let name: String
    /// The distribution that the scenario gives it.
    public let prior: Distribution
    /// The peak of the posterior on the scale of normal scores.
    public let estimate: Double
    /// The estimate's normal score: standard deviations of the prior from its median.
    public let score: Double
    /// From the curvature at the peak, in the parameter's unit.
    public let standardError: Double
    /// Standard deviation of the score after the fit; before, it was 1.
    public let spreadLeft: Double
    /// Observations and prior together, the interval that goes with the estimate; nil where profiles weren't asked for.
    public let profile: ParameterProfile?
    /// The observations alone.
    public let observationsProfile: ParameterProfile?
    /// Nil where profiles weren't asked for.
    public let verdict: FitVerdict?
    /// The prior's quantiles at 2.5, 50 and 97.5 %.
    public let priorRange: (low: Double, median: Double, high: Double)
}

/// What a fit found.
public struct FitResult: Sendable {
    /// In the order in which they were named.
    public let parameters: [FittedParameter]
    /// Of the normal scores, from the curvature at the peak.
    public let correlations: [[Double]]
    /// Of the observations alone, on the scale of the scores; infinite where they leave a combination of parameters undetermined.
    public let conditionNumber: Double
    /// In time order, then markets and services in file order.
    public let residuals: [FittedResidual]
    /// The errors of observations without ranges, one for each group that has some.
    public let scales: [ErrorScale]
    /// Squared residuals over their errors, and squared scores, added up.
    public let sumOfSquares: Double
    /// Rise of the sum at the ends of the intervals.
    public let threshold: Double
    /// Of the observations with ranges of their own: squared residuals over these, added up, and the number of observations.
    public let givenErrors: (sum: Double, count: Int)
    /// How many of the starts led to the best fit.
    public let startsAtBest: Int
    /// Searches that came to an end, from as many starts; the others failed.
    public let starts: Int
    /// Rows of parameter values, in the order of `parameters`.
    public let draws: [[Double]]
    /// Nil for Laplace draws.
    public let sampler: SamplerReport?

    init(_ estimate: FitEstimation.Estimate, _ draws: (rows: [[Double]], report: SamplerReport?), _ residuals: [FittedResidual]) {
        let covariance = estimate.covariance
        let optimum = estimate.best.optimum
        parameters = estimate.target.parameters.enumerated().map { p, parameter in
            FittedParameter(
                parameter, score: optimum.scores[p], spread: covariance.isEmpty ? 1 : covariance[p][p].squareRoot(),
                estimate.profiles?[p])
        }
        correlations = covariance.indices.map { i in
            covariance.indices.map { i == $0 ? 1 : covariance[i][$0] / (covariance[i][i] * covariance[$0][$0]).squareRoot() }
        }
        conditionNumber = estimate.conditionNumber
        scales = estimate.best.scales
        sumOfSquares = optimum.sum
        threshold = estimate.threshold
        startsAtBest = estimate.best.startsAtBest
        starts = estimate.best.startsEnded
        self.draws = draws.rows
        sampler = draws.report
        self.residuals = residuals
        let given = residuals.filter { $0.origin == .given }
        givenErrors = (
            given.reduce(0) { sum, row in
                let standardized = (row.residual ?? 0) / (row.deviation ?? 1)
                return sum + standardized * standardized
            }, given.count
        )
    }
}

extension FittedParameter {
    init(_ parameter: FreeParameter, score: Double, spread: Double, _ profiles: FitEstimation.Profiles?) {
        let range = (parameter.prior.quantile(0.025), parameter.prior.quantile(0.5), parameter.prior.quantile(0.975))
        let verdict = profiles.map { profiles in
            FitVerdict(profiles.observations, priorWidth: range.2 - range.0)
        }
        self.init(
            name: parameter.name, prior: parameter.prior, estimate: parameter.value(score), score: score,
            standardError: parameter.slope(score) * spread, spreadLeft: spread, profile: profiles?.whole,
            observationsProfile: profiles?.observations, verdict: verdict, priorRange: range)
    }
}

extension [FittedResidual] {
    /// With what the best fit makes of them.
    func filled(_ estimate: FitEstimation.Estimate, _ modelled: [Double?]) -> [FittedResidual] {
        var filled = self
        for (i, value) in modelled.enumerated() { filled[i].modelled = value }
        let fitted = indices.filter { self[$0].use == .fitted }
        for (row, i) in fitted.enumerated() {
            let value = estimate.target.observations[row]
            let scale = estimate.best.scales.first { $0.group == value.group }
            let deviation = value.deviation ?? scale?.deviation ?? 1
            filled[i].deviation = deviation
            filled[i].origin = value.deviation != nil ? .given : scale?.origin == .estimated ? .estimated : .assumed
            filled[i].residual = -estimate.best.optimum.residuals[row] * deviation
        }
        return filled
    }
}
