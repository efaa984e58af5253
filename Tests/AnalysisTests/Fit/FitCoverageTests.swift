import Foundation
import Testing

@testable import Analysis
@testable import Numerics
@testable import ScenarioFormat

/// Two hundred fits to simulated observations: an interval of 95 % holds the truth as often as it says.
@Suite struct FitCoverageTests {
    private static let replications = 200

    /// The fewest and the most hits in which 200 tries of 95 % end, but for one time in a thousand on each side.
    private static let expected: ClosedRange<Int> = {
        var (cumulative, probability) = (0.0, pow(0.05, Double(replications)))
        var range = (low: 0, high: replications)
        for hits in 0...replications {
            cumulative += probability
            if cumulative < 0.001 { range.low = hits + 1 }
            if cumulative < 0.999 { range.high = hits + 1 }
            probability *= Double(replications - hits) / Double(hits + 1) * 0.95 / 0.05
        }
        return range.low...min(range.high, replications)
    }()

    /// A logistic curve of users over years, in logarithms; rate and ceiling unknown.
    private static func target(_ truth: [Double], _ replication: Int, deviation: Double, isKnown: Bool) -> FitTarget {
        let times = (1...10).map { Double($0) / 2 }
        let curve: @Sendable ([Double]) -> [Double] = { b in
            times.map { log(b[1] / (1 + (b[1] / 0.02 - 1) * exp(-b[0] * $0))) }
        }
        let noise = DrawStream(seed: 77, name: "observations \(replication)")
        let observed = curve(truth).enumerated().map { $1 + deviation * CDF.normalInverse(noise.uniform(member: $0)) }
        return FitTarget(
            parameters: parameters,
            observations: observed.map { FittedValue(value: $0, deviation: isKnown ? deviation : nil, group: .relative) },
            model: curve)
    }

    private static let parameters = [
        FreeParameter(name: "rate", prior: Distribution(Lognormal([1.2, 0.4]))),
        FreeParameter(name: "ceiling", prior: Distribution(Beta([3, 5]))),
    ]

    @Test func expectedHitsAreThoseOfTheBinomialDistribution() {
        // SciPy: binom.ppf([0.001, 0.999], 200, 0.95) = 179, 198.
        #expect(Self.expected == 179...198)
    }

    /// Truths drawn from the priors, errors known or estimated: intervals by profile and by draws.
    @Test(arguments: [true, false]) func intervalsHoldTheTruthAsOftenAsTheySay(_ isKnown: Bool) async throws {
        var settings = FitSettings()
        (settings.starts, settings.draws) = (3, 400)
        var hits = [[0, 0], [0, 0]]
        for replication in 0..<Self.replications {
            let truth = Self.parameters.map {
                $0.value(CDF.normalInverse(DrawStream(seed: 78, name: $0.name).uniform(member: replication)))
            }
            let target = Self.target(truth, replication, deviation: 0.08, isKnown: isKnown)
            let estimation = FitEstimation(target: target, settings: settings)
            let estimate = try #require(await estimation.run())
            let fit = FitResult(estimate, await PosteriorDraws(estimation, estimate).run(), [])
            for p in truth.indices {
                let profile = try #require(fit.parameters[p].profile)
                if profile.low.value <= truth[p], truth[p] <= profile.high.value { hits[0][p] += 1 }
                let draws = fit.draws.map { $0[p] }.sorted()
                if draws[10] <= truth[p], truth[p] <= draws[389] { hits[1][p] += 1 }
            }
        }
        for (p, parameter) in Self.parameters.enumerated() {
            #expect(Self.expected.contains(hits[0][p]), "profile of \(parameter.name): \(hits[0][p])")
            #expect(Self.expected.contains(hits[1][p]), "draws of \(parameter.name): \(hits[1][p])")
        }
    }
}
