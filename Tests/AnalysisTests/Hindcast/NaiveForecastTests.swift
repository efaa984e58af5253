import Numerics
import Testing

@testable import Analysis

/// Against closed forms and integrals by SciPy: numpy's `polyfit` with weights and unscaled covariance, `scipy.integrate.quad` over
/// the distribution functions, and the CRPS of a lognormal distribution (Baran and Lerch 2015).
@Suite struct NaiveForecastTests {
    private let series = ObservedSeries([
        .init(day: 0, value: 21.9e6, error: .init(scale: .log, deviation: 0.05), limit: 38.9e6),
        .init(day: 52, value: 22.2e6, error: .init(scale: .log, deviation: 0.045), limit: 39.9e6),
        .init(day: 418, value: 32.2e6, error: .init(scale: .log, deviation: 0.024), limit: 46.3e6),
    ])
    private let other = ObservedSeries([
        .init(day: 0, value: 2e6, error: .init(scale: .log, deviation: 0.1), limit: 100e6),
        .init(day: 366, value: 6e6, error: .init(scale: .log, deviation: 0.1), limit: 100e6),
    ])
    private let error = ObservationError(scale: .log, deviation: 0.021)
    private let observed = 34.7e6
    private let shares = ObservedSeries(
        [(31, 0.2), (152, 0.3), (300, 0.45)].map {
            .init(day: $0.0, value: $0.1, error: .init(scale: .linear, deviation: 0.02), limit: 1)
        })
    private let errorOfShare = ObservationError(scale: .linear, deviation: 0.02)

    /// - Parameter slack: what the sample's coarseness may move a quantile that lies near 0, besides a thousandth of it.
    private func matches(
        _ forecast: SampleForecast, quantiles: [Double], mean: Double, observed: Double, crps: Double, slack: Double = 0
    ) {
        for (q, expected) in zip([0.05, 0.25, 0.5, 0.75, 0.95], quantiles) {
            #expect(abs(forecast.quantile(q) - expected) < 1e-3 * abs(expected) + slack, "\(q): \(forecast.quantile(q)) is not \(expected)")
        }
        #expect(abs(forecast.mean / mean - 1) < 1e-3)
        #expect(abs(forecast.crps(observed) / crps - 1) < 1e-3)
    }

    @Test func lastValue() throws {
        let walk = try #require(LastValueForecast([series, other]))
        #expect(abs(walk.variancePerDay / 0.0012263590806509748 - 1) < 1e-12)
        matches(
            try #require(walk.forecast(series, day: 836, error, size: 20_000)),
            quantiles: [9912418.2, 19862667.5, 32.2e6, 52200440.8, 104600106.6], mean: 41616469.9, observed: observed, crps: 5877391.1)
    }

    @Test func logistic() throws {
        matches(
            try #require(LogisticForecast.forecast(series, day: 836, limit: 52e6, error, size: 20_000)),
            quantiles: [38974276.5, 40884392.8, 42086907.4, 43187372.0, 44597023.4], mean: 41975663.5, observed: observed, crps: 6311770.3)
    }

    /// The convolution of a lognormal walk with a normal error.
    @Test func lastValueOfAShare() throws {
        let low = ObservedSeries(
            [(31, 0.02), (152, 0.03)].map { .init(day: $0.0, value: $0.1, error: errorOfShare, limit: 1) })
        let walk = try #require(LastValueForecast([low]))
        matches(
            try #require(walk.forecast(low, day: 426, errorOfShare, size: 20_000)),
            quantiles: [-0.008173214, 0.015230001, 0.032917458, 0.052897282, 0.090910747], mean: 0.036137765, observed: 0.06,
            crps: 0.015928806, slack: 1e-3 * errorOfShare.deviation)
    }

    /// The convolution of a logit-normal curve with a normal error.
    @Test func logisticOfAShare() throws {
        matches(
            try #require(LogisticForecast.forecast(shares, day: 425, limit: 1, errorOfShare, size: 20_000)),
            quantiles: [0.524046697, 0.561086711, 0.586608103, 0.611891251, 0.647764180], mean: 0.586348649, observed: 0.6,
            crps: 0.010681951)
    }

    @Test func whereTheyHaveNothingToGoBy() throws {
        let single = ObservedSeries([series.points[0]])
        let sameDay = ObservedSeries([series.points[0], series.points[0]])
        let full = ObservedSeries([0, 9].map { .init(day: $0, value: 5 - Double($0) / 9, error: error, limit: 5) })
        #expect(LastValueForecast([single, sameDay]) == nil)
        #expect(try #require(LastValueForecast([series])).forecast(ObservedSeries([]), day: 836, error, size: 9) == nil)
        for series in [single, sameDay, full] {
            #expect(LogisticForecast.forecast(series, day: 836, limit: 52e6, error, size: 9) == nil)
        }
        #expect(LogisticForecast.forecast(series, day: 836, limit: nil, error, size: 9) == nil)
    }

    /// Rounding leaves something of the spread of dates where all are one, more often than not where their weights differ.
    @Test func oneDateIsNoLine() {
        let stream = DrawStream(seed: 3, name: "one date")
        for trial in 0..<500 {
            let points = (0..<1 + trial % 4).map { i in
                ObservedSeries.Point(
                    day: trial, value: 1e6 * (1 + stream.uniform(member: 8 * trial + i)),
                    error: ObservationError(scale: .log, deviation: 0.01 + stream.uniform(member: 8 * trial + i + 4)), limit: 1e8)
            }
            #expect(LogisticForecast.forecast(ObservedSeries(points), day: trial + 137, limit: 1e8, error, size: 9) == nil)
        }
    }
}
