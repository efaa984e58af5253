/// How a forecast did against what was then observed.
public struct ForecastScore: Sendable, Equatable {
    /// The forecast's mean less the observed value.
    public let error: Double
    /// Whether the observed value lies from the 25 % to the 75 % quantile.
    public let isInside50: Bool
    /// Whether it lies from the 5 % to the 95 % quantile.
    public let isInside90: Bool
    /// Continuous ranked probability score, less being better. Unit: the value's.
    public let crps: Double

    /// The score of a forecast of what was then observed.
    public init(_ forecast: SampleForecast, observed: Double) {
        error = forecast.mean - observed
        isInside50 = observed >= forecast.quantile(0.25) && observed <= forecast.quantile(0.75)
        isInside90 = observed >= forecast.quantile(0.05) && observed <= forecast.quantile(0.95)
        crps = forecast.crps(observed)
    }
}

/// How a forecaster did over several observations.
public struct ScoreSummary: Sendable, Equatable {
    /// How many observations there are.
    public let count: Int
    /// Mean error.
    public let bias: Double
    /// The share of the observations from the 25 % to the 75 % quantile of their forecasts.
    public let coverage50: Double
    /// The share inside the 90 % bands.
    public let coverage90: Double
    /// Mean of the scores.
    public let crps: Double

    /// Nil where there are none.
    public init?(_ scores: [ForecastScore]) {
        guard !scores.isEmpty else { return nil }
        func mean(_ value: (ForecastScore) -> Double) -> Double { scores.reduce(0) { $0 + value($1) } / Double(scores.count) }
        count = scores.count
        bias = mean(\.error)
        coverage50 = mean { $0.isInside50 ? 1 : 0 }
        coverage90 = mean { $0.isInside90 ? 1 : 0 }
        crps = mean(\.crps)
    }
}
