import Foundation
import Numerics
import Testing

@testable import Analysis

@Suite struct SampleForecastTests {
    private let sample = [3.1, -0.4, 7.25, 7.25, 2.0, 11.5, 0.6]

    /// The scores are those of Python's properscoring and scoringrules (`crps_ensemble`, energy form).
    @Test(
        arguments: zip(
            [-3, 0.6, 5.0, 7.25, 20],
            [5.257142857142856, 1.942857142857143, 1.4571428571428573, 1.778571428571429, 13.314285714285713]))
    func crpsIsThatOfOtherPrograms(_ observed: Double, _ expected: Double) {
        #expect(abs(SampleForecast(sample).crps(observed) - expected) < 1e-13 * expected)
    }

    @Test(arguments: [-2.0, 0, 0.3, 1, 4]) func crpsOfANormalDistribution(_ z: Double) {
        let (mean, sd) = (40.0, 3.0)
        let forecast = SampleForecast(normalScores(20_000).map { mean + sd * $0 })
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        // Gneiting and Raftery 2007.
        let exact = sd * (z * (2 * CDF.normal(z) - 1) + 2 * density - 1 / Double.pi.squareRoot())
        #expect(abs(forecast.crps(mean + sd * z) - exact) < 1e-4 * sd)
    }

    @Test func crpsOfOneValueIsItsDistance() {
        #expect(SampleForecast([5]).crps(8) == 3 && SampleForecast([5]).crps(1) == 4 && SampleForecast([5]).crps(5) == 0)
    }

    @Test func quantilesAndMean() {
        let forecast = SampleForecast(sample)
        #expect(forecast.quantile(0.05) == -0.4)
        #expect(forecast.quantile(0.5) == 3.1)
        #expect(forecast.quantile(0.95) == 11.5)
        #expect(abs(forecast.mean - 31.3 / 7) < 1e-14)
    }

    @Test func scoresOfAForecast() throws {
        let forecast = SampleForecast((1...100).map(Double.init))
        let scores = [3, 5, 25, 75, 95, 96].map { ForecastScore(forecast, observed: $0) }
        #expect(scores.map(\.isInside90) == [false, true, true, true, true, false])
        #expect(scores.map(\.isInside50) == [false, false, true, true, false, false])
        #expect(scores[0].error == 47.5)
        let summary = try #require(ScoreSummary(scores))
        #expect(summary.count == 6 && abs(summary.coverage50 - 1.0 / 3) < 1e-15 && abs(summary.coverage90 - 2.0 / 3) < 1e-15)
        #expect(abs(summary.bias - (50.5 - 299.0 / 6)) < 1e-12)
        #expect(abs(summary.crps - scores.map(\.crps).reduce(0, +) / 6) < 1e-12)
        #expect(ScoreSummary([]) == nil)
    }

    /// Observations from the forecasts' own distribution fall into bands as often as these say.
    @Test func coverageIsNominalWhereTheForecastIsRight() throws {
        let stream = DrawStream(seed: 7, name: "coverage")
        let forecast = SampleForecast(normalScores(2000).map { exp(0.4 * $0) })
        let scores = (0..<4000).map { ForecastScore(forecast, observed: exp(0.4 * CDF.normalInverse(stream.uniform(member: $0)))) }
        let summary = try #require(ScoreSummary(scores))
        // Three standard errors of 4000 draws.
        #expect(abs(summary.coverage50 - 0.5) < 0.024 && abs(summary.coverage90 - 0.9) < 0.015)
        #expect(abs(summary.bias) < 0.021)
    }
}
