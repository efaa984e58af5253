import Foundation
import Numerics
import Testing

@testable import Analysis

/// Functions of levels 0–1 whose indices are known.
struct KnownFunction: CustomTestStringConvertible, Sendable {
    let name: String
    let quantities: Int
    let first: [Double]
    let total: [Double]
    let value: @Sendable ([Double]) -> Double

    var testDescription: String { name }

    /// Source: Ishigami and Homma, An importance quantification technique in uncertainty analysis (1990), with a = 7, b = 0.1.
    static let ishigami: KnownFunction = {
        let (a, b) = (7.0, 0.1)
        let first = 0.5 * pow(1 + b * pow(.pi, 4) / 5, 2)
        let (second, both) = (a * a / 8, 8 * b * b * pow(.pi, 8) / 225)
        let all = first + second + both
        return KnownFunction(
            name: "Ishigami", quantities: 3, first: [first / all, second / all, 0], total: [(first + both) / all, second / all, both / all]
        ) { u in
            let x = u.map { (2 * $0 - 1) * .pi }
            return sin(x[0]) + a * pow(sin(x[1]), 2) + b * pow(x[2], 4) * sin(x[0])
        }
    }()

    /// Source: Saltelli and Sobol', About the use of rank transformation in sensitivity analysis of model output (1995).
    static let sobolG: KnownFunction = {
        let a = [0.0, 1, 4.5, 9, 99, 99, 99, 99]
        let parts = a.map { 1 / (3 * ($0 + 1) * ($0 + 1)) }
        let product = parts.reduce(1) { $0 * (1 + $1) }
        return KnownFunction(
            name: "Sobol G", quantities: a.count, first: parts.map { $0 / (product - 1) },
            total: parts.map { $0 * product / (1 + $0) / (product - 1) }
        ) { u in
            zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
        }
    }()

    func outputs(of design: some SensitivityDesign) -> [Double] { (0..<design.members).map { value(design.levels($0)) } }
}

@Suite struct SobolTests {
    private func design(_ quantities: Int, _ samples: Int, seed: UInt64 = 1) throws -> SobolDesign {
        try #require(SobolDesign(paths: (0..<quantities).map { "x\($0)" }, samples: samples, seed: seed))
    }

    @Test(arguments: [KnownFunction.ishigami, .sobolG]) func knownIndicesAreFound(_ function: KnownFunction) async throws {
        let design = try design(function.quantities, 1 << 14)
        let indices = await design.indices(function.outputs(of: design), resamples: 100)
        for (j, quantity) in indices.enumerated() {
            for (index, exact) in zip(quantity, [function.first[j], function.total[j]]) {
                #expect(abs(index.value - exact) < 0.01, "\(index) of x\(j), exact \(exact)")
                // Analytic zeros are met exactly or to rounding.
                #expect(index.low - 1e-9 <= exact && exact <= index.high + 1e-9, "\(index) of x\(j), exact \(exact)")
            }
        }
    }

    /// Values of SALib 1.6.0, `sobol.analyze(problem, Y, calc_second_order=False)`, on these outputs of three quantities.
    @Test func estimatesAreThoseOfSALib() async {
        let outputs = (0..<80).map { pow(Double($0 * 37 % 101) / 101, 2) * 1000 + 5e4 }
        let found = SobolIndices(outputs, quantities: 3).estimates(.init(repeating: 1, count: 16))
        let first = [1.3218460445862223, 0.17749115833978166, 0.13006974889771536]
        let total = [1.327169162550168, 0.8028777851696612, 0.6270189711485481]
        for j in 0..<3 {
            #expect(abs(found[j].first - first[j]) < 1e-9)
            #expect(abs(found[j].total - total[j]) < 1e-9)
        }
    }

    /// What rounding leaves of a variance is none: where A and B are one number throughout, as they are in some resamples of an output that
    /// seldom moves, indices are 0 and not of any size.
    @Test func aVarianceOfRoundingIsNone() {
        for k in 1...200 {
            let still = Double(k) / 7
            let moved = [still, still, 5 * still, still, still, 2 * still, still, still]
            let outputs = moved + [Double](repeating: still, count: 16)
            for index in SobolIndices(outputs, quantities: 2).estimates(.init(repeating: 1, count: 6)) {
                #expect(index.first == 0 && index.total == 0, "\(index) of \(still)")
            }
        }
    }

    @Test func theDesignCrossesItsSamples() throws {
        let design = try design(3, 8)
        #expect(design.members == 40)
        for sample in 0..<8 {
            let rows = (0..<5).map { design.levels(sample * 5 + $0) }
            let (a, b) = (rows[0], rows[4])
            for j in 0..<3 {
                #expect(a[j] != b[j])
                #expect(rows[1 + j] == a.indices.map { $0 == j ? b[$0] : a[$0] })
            }
        }
        // One level of each quantity in each of eight equal strata, in A and in B.
        for place in [0, 4] {
            for j in 0..<3 { #expect(Set((0..<8).map { Int(design.levels($0 * 5 + place)[j] * 8) }).count == 8) }
        }
    }

    @Test func intervalsHangOnTheSeedAlone() async throws {
        let design = try design(3, 64)
        let outputs = KnownFunction.ishigami.outputs(of: design)
        let indices = await design.indices(outputs, resamples: 100)
        #expect(await design.indices(outputs, resamples: 100) == indices)
        #expect(try await self.design(3, 64, seed: 2).indices(outputs, resamples: 100) != indices)
    }

    @Test func neitherSizeNorPlaceOfTheOutputMatters() async throws {
        let design = try design(3, 64)
        let outputs = KnownFunction.ishigami.outputs(of: design)
        let indices = await design.indices(outputs, resamples: 100)
        let other = await design.indices(outputs.map { 1e160 * ($0 + 100) }, resamples: 100)
        for (a, b) in zip(indices.joined(), other.joined()) { #expect(abs(a.value - b.value) < 1e-9 && abs(a.low - b.low) < 1e-9) }
    }

    @Test func theLimitIsThatOfTheSequence() {
        let paths = (0...80).map { "x\($0)" }
        #expect(SobolDesign(paths: Array(paths.dropLast()), samples: 2, seed: 1) != nil)
        #expect(SobolDesign(paths: paths, samples: 2, seed: 1) == nil)
    }

    /// The variance of a mean over resamples is that of the values, by their number.
    @Test func resamplesAreDrawnWithReplacement() {
        let stream = DrawStream(seed: 1, name: "test")
        var weights = [Double](repeating: 0, count: 50)
        var (mean, square) = ([Double](repeating: 0, count: 50), 0.0)
        for resample in 0..<4000 {
            stream.resample(resample, into: &weights)
            #expect(weights.reduce(0, +) == 50)
            for i in weights.indices { mean[i] += weights[i] / 4000 }
            square += weights.reduce(0) { $0 + ($1 - 1) * ($1 - 1) } / 50 / 4000
        }
        // Multinomial: mean 1, variance 1 - 1/50.
        #expect(mean.allSatisfy { abs($0 - 1) < 0.08 })
        #expect(abs(square - 0.98) < 0.02)
    }
}

@Suite struct MorrisTests {
    private let design = MorrisDesign(paths: ["a", "b", "c", "d"], trajectories: 200, seed: 1)

    @Test func eachMemberMovesOneQuantityByHalf() {
        for trajectory in 0..<200 {
            var moved: Set<Int> = []
            for step in 0..<4 {
                let (before, after) = (design.levels(trajectory * 5 + step), design.levels(trajectory * 5 + step + 1))
                let changed = before.indices.filter { before[$0] != after[$0] }
                #expect(changed.count == 1 && abs(before[changed[0]] - after[changed[0]]) == 0.5)
                moved.formUnion(changed)
            }
            #expect(moved.count == 4)
        }
        // Every level is started from about equally often.
        let starts = (0..<200).map { design.levels($0 * 5)[2] }
        for level in [0.125, 0.375, 0.625, 0.875] { #expect((30...70).contains(starts.count { $0 == level })) }
    }

    /// The effects of 10a − 3b + cd: the linear parts are constants, and each of c and d has the mean 0.5 and the variance of the level that stands still.
    @Test func effectsAreTheSlopes() async {
        let outputs = (0..<design.members).map { member in
            let u = design.levels(member)
            return 10 * u[0] - 3 * u[1] + u[2] * u[3]
        }
        let indices = await design.indices(outputs, resamples: 200)
        for (kinds, values) in zip(indices, [[10.0, 10, 0], [-3, 3, 0]]) {
            #expect(kinds.map(\.kind) == [.mu, .muStar, .sigma])
            for (index, value) in zip(kinds, values) {
                #expect(abs(index.value - value) < 1e-12 && abs(index.low - value) < 1e-12 && abs(index.high - value) < 1e-12)
            }
        }
        // Four levels around 0.5: variance 5/64.
        for kinds in indices[2...] {
            #expect(abs(kinds[0].value - 0.5) < 0.06 && kinds[0].low < 0.5 && kinds[0].high > 0.5)
            #expect(abs(kinds[2].value - (5.0 / 64).squareRoot()) < 0.02)
        }
    }
}

@Suite struct SensitivityAdviceTests {
    private func quantity(_ value: Double, _ low: Double, _ high: Double, _ kind: SensitivityIndex.Kind = .total) -> QuantitySensitivity {
        QuantitySensitivity(quantity: "x", indices: [SensitivityIndex(kind: kind, value: value, low: low, high: high)])
    }

    @Test func wideIntervalsAskForMoreRuns() throws {
        #expect(SensitivityAdvice([quantity(0.5, 0.4, 0.6)]).wide.isEmpty)
        #expect(SensitivityAdvice([quantity(0.5, 0.4, 0.6)]).factor == nil)
        // Twice as wide as large: four times as many.
        #expect(abs(try #require(SensitivityAdvice([quantity(0.2, 0, 0.4)]).factor) - 4) < 1e-12)
        // Near 0 it is enough to know that it is.
        #expect(abs(try #require(SensitivityAdvice([quantity(-0.001, -0.05, 0.05)]).factor) - 4) < 1e-12)
        let small = SensitivityAdvice([quantity(0.001, -0.01, 0.02)])
        #expect(small.wide.count == 1 && small.factor == nil)
        // μ is around 0 where effects have both signs, and that is no fault of the number of runs.
        #expect(SensitivityAdvice([quantity(1, -5, 7, .mu), quantity(1, -5, 7, .sigma)]).wide.isEmpty)
    }
}
