import Testing

@testable import Analysis
@testable import Numerics
@testable import ScenarioFormat

/// Estimates and intervals of linear models, which have closed forms.
@Suite struct FitEstimationTests {
    private static let x = [-2.0, -1, 0, 1, 2, 3]
    private static let y = [-3.4, -0.6, 1.3, 2.7, 5.4, 6.9]
    private static let normal95 = 1.959963984540054

    /// A straight line with normal priors of its intercept and slope.
    private static func line(priorSD: Double, deviation: Double?) -> FitTarget {
        FitTarget(
            parameters: ["intercept", "slope"].map { FreeParameter(name: $0, prior: Distribution(Normal([0, priorSD]))) },
            observations: y.map { FittedValue(value: $0, deviation: deviation, group: .people) }
        ) { b in
            x.map { b[0] + b[1] * $0 }
        }
    }

    /// The inverse of a symmetric matrix of two rows.
    private static func inverse(_ a: Double, _ b: Double, _ d: Double) -> (Double, Double, Double) {
        let determinant = a * d - b * b
        return (d / determinant, -b / determinant, a / determinant)
    }

    /// Mean and standard deviations of the two coefficients, where errors and priors are known.
    private static func posterior(_ deviation: Double, priorSD: Double?) -> (mean: [Double], sd: [Double]) {
        let w = 1 / (deviation * deviation)
        let p = priorSD.map { 1 / ($0 * $0) } ?? 0
        let sums = (Double(x.count), x.reduce(0, +), x.reduce(0) { $0 + $1 * $1 })
        let c = inverse(w * sums.0 + p, w * sums.1, w * sums.2 + p)
        let right = (w * y.reduce(0, +), w * zip(x, y).reduce(0) { $0 + $1.0 * $1.1 })
        return ([c.0 * right.0 + c.1 * right.1, c.1 * right.0 + c.2 * right.1], [c.0.squareRoot(), c.2.squareRoot()])
    }

    private func result(_ target: FitTarget, _ settings: FitSettings = FitSettings()) async throws -> FitResult {
        let estimation = FitEstimation(target: target, settings: settings)
        let estimate = try #require(await estimation.run())
        return FitResult(estimate, await PosteriorDraws(estimation, estimate).run(), [])
    }

    @Test func withKnownErrorsAllIsTheClosedForm() async throws {
        let fit = try await result(Self.line(priorSD: 2, deviation: 0.4))
        let exact = Self.posterior(0.4, priorSD: 2)
        let alone = Self.posterior(0.4, priorSD: nil)
        for (p, parameter) in fit.parameters.enumerated() {
            let (mean, sd) = (exact.mean[p], exact.sd[p])
            #expect(abs(parameter.estimate - mean) < 1e-5 * sd)
            #expect(abs(parameter.standardError / sd - 1) < 1e-6)
            let profile = try #require(parameter.profile)
            #expect(abs(profile.low.value - (mean - Self.normal95 * sd)) < 1e-3 * sd)
            #expect(abs(profile.high.value - (mean + Self.normal95 * sd)) < 1e-3 * sd)
            // Without the priors: ordinary least squares.
            let likelihood = try #require(parameter.observationsProfile)
            #expect(likelihood.low.kind == .threshold && likelihood.high.kind == .threshold)
            #expect(abs(likelihood.low.value - (alone.mean[p] - Self.normal95 * alone.sd[p])) < 1e-3 * sd)
            #expect(abs(likelihood.high.value - (alone.mean[p] + Self.normal95 * alone.sd[p])) < 1e-3 * sd)
            #expect(parameter.verdict == .identified)
            #expect(abs(parameter.spreadLeft - sd / 2) < 1e-6)
        }
    }

    /// With errors of unknown size and hardly any prior: s² = RSS/(n − 2) and Student's t with n − 2 degrees of freedom.
    @Test func withUnknownErrorsIntervalsAreStudents() async throws {
        let fit = try await result(Self.line(priorSD: 1000, deviation: nil))
        let b = Self.posterior(1, priorSD: nil)
        let squares = zip(Self.x, Self.y).reduce(0) { sum, point in
            let residual = point.1 - b.mean[0] - b.mean[1] * point.0
            return sum + residual * residual
        }
        let deviation = (squares / 4).squareRoot()
        let scale = try #require(fit.scales.first)
        #expect(fit.scales.count == 1 && scale.origin == .estimated)
        #expect(abs(scale.deviation / deviation - 1) < 1e-5)
        #expect(abs(scale.degreesOfFreedom - 4) < 1e-5)
        // t(0.975; 4), from any table.
        let t = 2.7764451051977987
        for (p, parameter) in fit.parameters.enumerated() {
            let sd = b.sd[p] * deviation
            let likelihood = try #require(parameter.observationsProfile)
            #expect(abs(parameter.standardError / sd - 1) < 1e-4)
            #expect(abs(likelihood.low.value - (b.mean[p] - t * sd)) < 1e-3 * sd)
            #expect(abs(likelihood.high.value - (b.mean[p] + t * sd)) < 1e-3 * sd)
        }
    }

    /// The draws of a linear model are those of Student's distribution about the estimates, with n − p degrees of freedom.
    @Test func drawsOfALinearModelAreStudents() async throws {
        var settings = FitSettings()
        (settings.draws, settings.profiles, settings.starts) = (20_000, false, 1)
        let fit = try await result(Self.line(priorSD: 1000, deviation: nil), settings)
        let sd = fit.parameters[1].standardError
        let standardized = fit.draws.map { abs($0[1] - fit.parameters[1].estimate) / sd }
        // P(|t(4)| > 2.776) = 5 %, P(|t(4)| > 0.7407) = 50 %; within four standard errors of a share of 20,000.
        for (bound, share) in [(2.7764451051977987, 0.05), (0.7406970841126827, 0.5)] {
            let found = Double(standardized.count { $0 > bound }) / 20_000
            #expect(abs(found - share) < 4 * (share * (1 - share) / 20_000).squareRoot())
        }
    }

    /// Only the sum of two parameters is observed: neither is bounded by itself, and the condition is beyond measure.
    @Test func saysWhatIsNotIdentified() async throws {
        let target = FitTarget(
            parameters: ["a", "b"].map { FreeParameter(name: $0, prior: Distribution(Normal([1, 1]))) },
            observations: [2.1, 1.9, 2.0].map { FittedValue(value: $0, deviation: 0.1, group: .people) }
        ) { b in
            [Double](repeating: b[0] + b[1], count: 3)
        }
        let fit = try await result(target)
        for parameter in fit.parameters {
            #expect(parameter.verdict == FitVerdict.none)
            #expect(parameter.observationsProfile?.low.kind == .reach && parameter.observationsProfile?.high.kind == .reach)
            // The prior holds what the observations leave open: the sum is 2 ± 0.1/√3, and the difference 0 ± √2.
            #expect(abs(parameter.estimate - 1) < 0.01)
            #expect(abs(parameter.standardError - 0.5.squareRoot()) < 0.01)
        }
        #expect(fit.conditionNumber > 1e6)
        #expect(fit.correlations[0][1] < -0.99)
    }

    /// Observations below what any value can give.
    @Test func saysWhatIsAtItsBound() async throws {
        let target = FitTarget(
            parameters: [FreeParameter(name: "share", prior: Distribution(Uniform([0, 1])))],
            observations: [-0.2, -0.1, -0.3].map { FittedValue(value: $0, deviation: 0.1, group: .share) }
        ) { b in
            [b[0], b[0], b[0]]
        }
        let fit = try await result(target)
        let parameter = fit.parameters[0]
        #expect(parameter.verdict == .bound)
        let likelihood = try #require(parameter.observationsProfile)
        #expect(likelihood.low == ProfileEnd(value: 0, kind: .bound))
        // Σ(v + 0.2)² rises by 1.96² 0.1²/3 over its least value within the bounds, at 0.
        let rise = Self.normal95 * Self.normal95 * 0.01 / 3
        #expect(abs(likelihood.high.value - ((0.04 + rise).squareRoot() - 0.2)) < 1e-3)
    }

    /// Two valleys, the deeper of which is far from the priors' medians.
    @Test func startsFindTheDeeperValley() async throws {
        let target = FitTarget(
            parameters: [FreeParameter(name: "b", prior: Distribution(Uniform([-4, 4])))],
            observations: [FittedValue(value: 0, deviation: 1, group: .people)]
        ) { b in
            // Zero at 3; at −1 a minimum of 8.
            [b[0] < 1 ? 8 + (b[0] + 1) * (b[0] + 1) : 12 * (3 - b[0]) / 2]
        }
        let fit = try await result(target)
        #expect(abs(fit.parameters[0].estimate - 3) < 0.2)
        #expect(fit.startsAtBest < fit.starts && fit.startsAtBest > 0)
    }

    @Test func isTheSameEveryTime() async throws {
        var settings = FitSettings()
        (settings.sampler, settings.steps, settings.draws) = (.stretch, 100, 50)
        let target = Self.line(priorSD: 2, deviation: nil)
        let (first, second) = (try await result(target, settings), try await result(target, settings))
        #expect(first.draws == second.draws)
        #expect(first.parameters.map(\.estimate) == second.parameters.map(\.estimate))
        settings.seed = 2
        #expect(try await result(target, settings).draws != first.draws)
    }
}
