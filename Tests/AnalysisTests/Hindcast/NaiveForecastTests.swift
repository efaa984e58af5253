import Testing

@testable import Analysis

/// Against closed forms and integrals by SciPy: numpy's `polyfit` with weights and unscaled covariance, `scipy.integrate.quad` over
/// the distribution functions, and the CRPS of a lognormal distribution (Baran and Lerch 2015).
@Suite struct NaiveForecastTests {
    private let series = ObservedSeries([
        .init(day: 0, value: 21.9e6, logError: 0.05, limit: 38.9e6), .init(day: 52, value: 22.2e6, logError: 0.045, limit: 39.9e6),
        .init(day: 418, value: 32.2e6, logError: 0.024, limit: 46.3e6),
    ])
    private let other = ObservedSeries([
        .init(day: 0, value: 2e6, logError: 0.1, limit: 100e6), .init(day: 366, value: 6e6, logError: 0.1, limit: 100e6),
    ])
    private let target = ObservedSeries.Point(day: 836, value: 34.7e6, logError: 0.021, limit: 52e6)

    private func matches(_ forecast: SampleForecast, quantiles: [Double], mean: Double, crps: Double) {
        for (q, expected) in zip([0.05, 0.25, 0.5, 0.75, 0.95], quantiles) {
            #expect(abs(forecast.quantile(q) / expected - 1) < 1e-3, "\(q): \(forecast.quantile(q)) is not \(expected)")
        }
        #expect(abs(forecast.mean / mean - 1) < 1e-3)
        #expect(abs(forecast.crps(target.value) / crps - 1) < 1e-3)
    }

    @Test func lastValue() throws {
        let walk = try #require(LastValueForecast([series, other]))
        #expect(abs(walk.variancePerDay / 0.0012263590806509748 - 1) < 1e-12)
        matches(
            try #require(walk.forecast(series, target, size: 20_000)),
            quantiles: [9912418.2, 19862667.5, 32.2e6, 52200440.8, 104600106.6], mean: 41616469.9, crps: 5877391.1)
    }

    @Test func logistic() throws {
        matches(
            try #require(LogisticForecast.forecast(series, target, size: 20_000)),
            quantiles: [38974276.5, 40884392.8, 42086907.4, 43187372.0, 44597023.4], mean: 41975663.5, crps: 6311770.3)
    }

    @Test func whereTheyHaveNothingToGoBy() throws {
        let single = ObservedSeries([series.points[0]])
        let sameDay = ObservedSeries([series.points[0], series.points[0]])
        let full = ObservedSeries([.init(day: 0, value: 5, logError: 0.1, limit: 5), .init(day: 9, value: 4, logError: 0.1, limit: 5)])
        #expect(LastValueForecast([single, sameDay]) == nil)
        #expect(try #require(LastValueForecast([series])).forecast(ObservedSeries([]), target, size: 9) == nil)
        for series in [single, sameDay, full] { #expect(LogisticForecast.forecast(series, target, size: 9) == nil) }
        let boundless = ObservedSeries.Point(day: 836, value: 1, logError: 0.1, limit: nil)
        #expect(LogisticForecast.forecast(series, boundless, size: 9) == nil)
    }
}
