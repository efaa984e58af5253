import Foundation
import Testing

@testable import Analysis
@testable import Numerics

@Suite struct StretchSamplerTests {
    private struct Moments {
        let mean: [Double]
        let covariance: [[Double]]
        /// Standard errors of the means, by the autocorrelation times.
        let error: [Double]
        let effective: Double

        init(_ chains: WalkerChains) {
            let points = chains.chains.flatMap { $0 }
            let (count, indices) = (Double(points.count), points[0].indices)
            let mean = indices.map { d in points.reduce(0) { $0 + $1[d] } / count }
            let covariance = indices.map { i in
                indices.map { j in points.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / count }
            }
            let sizes = indices.map { count / chains.autocorrelationTime($0) }
            error = indices.map { (covariance[$0][$0] / sizes[$0]).squareRoot() }
            effective = sizes.min() ?? 0
            (self.mean, self.covariance) = (mean, covariance)
        }
    }

    private func chains(_ steps: Int, from spread: Double = 1, _ logDensity: @escaping @Sendable ([Double]) -> Double) async -> WalkerChains
    {
        let streams = (0..<2).map { DrawStream(seed: 9, name: "start \($0)") }
        let starts = (0..<12).map { walker in streams.map { spread * CDF.normalInverse($0.uniform(member: walker)) } }
        return await StretchSampler(seed: 4, steps: steps, logDensity).run(from: starts)
    }

    /// Standard deviations 1 and 3, correlation 0.9.
    @Test func meetsACorrelatedNormalDistribution() async {
        let chains = await chains(6000) { x in
            let (a, b) = (x[0], x[1] / 3)
            return -(a * a - 1.8 * a * b + b * b) / (2 * (1 - 0.81))
        }
        let found = Moments(chains)
        #expect(abs(found.mean[0]) < 4 * found.error[0] && abs(found.mean[1]) < 4 * found.error[1])
        // A variance of n independent draws is good to √(2/n) of itself.
        let slack = 4 * (2 / found.effective).squareRoot()
        #expect(abs(found.covariance[0][0] - 1) < slack)
        #expect(abs(found.covariance[1][1] / 9 - 1) < slack)
        #expect(abs(found.covariance[0][1] / 2.7 - 1) < 1.5 * slack)
        let report = SamplerReport(chains, parameters: 2)
        #expect(report.isConverged, "\(report.doubts)")
        #expect(0.5 < report.acceptance && report.acceptance < 0.9)
        #expect(report.effectiveSampleSize.allSatisfy { $0 > 1000 })
    }

    /// x normal, y given x normal about x²: the mean of y is 1, and its variance 2 + 1/4.
    @Test func meetsABanana() async {
        let chains = await chains(4000) { x in
            let off = (x[1] - x[0] * x[0]) / 0.5
            return -(x[0] * x[0] + off * off) / 2
        }
        let found = Moments(chains)
        #expect(abs(found.mean[0]) < 4 * found.error[0])
        #expect(abs(found.mean[1] - 1) < 4 * found.error[1])
        // The kurtosis of y is about 15 at most.
        let slack = 4 * (15 / found.effective).squareRoot()
        #expect(abs(found.covariance[0][0] - 1) < slack)
        #expect(abs(found.covariance[1][1] / 2.25 - 1) < slack)
    }

    /// Walkers that begin in two far places don't meet within few steps, and the report says so.
    @Test func doesNotCallItselfConvergedBeforeItIs() async {
        let few = SamplerReport(await chains(200, from: 30) { x in -(x[0] * x[0] + x[1] * x[1]) / 2 * 1e-3 }, parameters: 2)
        #expect(!few.isConverged)
        #expect(few.doubts.contains { $0.hasPrefix("150 steps are ") && $0.hasSuffix("and 50 or more are asked for") }, "\(few.doubts)")
        // Nothing moves where all else is impossible.
        let stuck = SamplerReport(await chains(200) { _ in 0 * Double.infinity }, parameters: 2)
        #expect(stuck.acceptance == 0)
        #expect(!stuck.isConverged)
        #expect(stuck.doubts.contains { $0.hasPrefix("R-hat is ") })
    }

    @Test func splitRHatIsThatOfTheBook() {
        // Two chains of four, so four halves: means 1.5, 3.5, 2, 4, and within each a variance of 0.5 or 2.
        let chains = WalkerChains(chains: [[[1], [2], [3], [4]], [[1], [3], [3], [5]]], acceptance: 1)
        let within = (0.5 + 0.5 + 2 + 2) / 4
        let between = ((1.25 * 1.25) + (0.75 * 0.75) + (0.75 * 0.75) + (1.25 * 1.25)) / 3
        #expect(abs(chains.splitRHat(0) - ((0.5 * within + between) / within).squareRoot()) < 1e-12)
    }

    /// Of an autoregression with coefficient φ the time is (1 + φ)/(1 − φ).
    @Test(arguments: [0.0, 0.5, 0.9]) func autocorrelationTimeIsThatOfAnAutoregression(_ coefficient: Double) {
        let chains = (0..<20).map { chain in
            let stream = DrawStream(seed: 1, name: "chain \(chain)")
            var x = 0.0
            return (0..<4000).map { step in
                x = coefficient * x + CDF.normalInverse(stream.uniform(member: step))
                return [x]
            }
        }
        let exact = (1 + coefficient) / (1 - coefficient)
        let found = WalkerChains(chains: chains, acceptance: 1).autocorrelationTime(0)
        // The error of a windowed sum over N values is about √(2 (2 W + 1)/N) of it (Sokal 1997), with a window W of five times.
        #expect(abs(found / exact - 1) < 4 * (2 * (2 * 5 * exact + 1) / 80_000).squareRoot())
    }

    @Test func drawsAreSpreadOverAllStepsAndWalkers() {
        let chains = WalkerChains(chains: (0..<4).map { walker in (0..<10).map { [Double(walker), Double($0)] } }, acceptance: 1)
        let draws = chains.draws(40)
        #expect(draws.count == 40 && Set(draws).count == 40)
        #expect(chains.draws(2).map { $0[1] } == [2, 7])
    }
}
