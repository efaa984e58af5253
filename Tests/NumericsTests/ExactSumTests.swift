import Testing

@testable import Numerics

@Suite struct ExactSumTests {
    private func sum(_ values: [Double]) -> ExactSum { values.reduce(into: ExactSum()) { $0.add($1) } }

    @Test func nothingIsRoundedAway() {
        #expect(sum([1e100, 1, -1e100]).value.high == 1)
        #expect(sum([1, 1e-30, -1]).value.high == 1e-30)
        #expect(sum([.leastNonzeroMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude]).value.high == .leastNonzeroMagnitude)
        #expect(sum(.init(repeating: 0.1, count: 10)).value.high == 1)
        #expect(sum([]).value.high == 0 && sum([-3, 3]).value.high == 0)
        // 2⁵³ + 1 is no double; the pair holds it.
        #expect(sum([0x1p53, 1]).value == DoublePair(0x1p53, 1))
    }

    @Test func theOrderDoesNotMatter() {
        var generator = SystemRandomNumberGenerator()
        var values = (0..<2000).map { _ in
            Double(
                sign: Bool.random(using: &generator) ? .plus : .minus, exponent: .random(in: -200...200, using: &generator),
                significand: .random(in: 1..<2, using: &generator))
        }
        let expected = sum(values)
        for _ in 0..<5 {
            values.shuffle(using: &generator)
            #expect(sum(values) == expected)
            var (left, right) = (sum(Array(values[..<700])), sum(Array(values[700...])))
            right.add(left)
            #expect(right == expected)
            left.add(ExactSum())
            #expect(left == sum(Array(values[..<700])))
        }
    }

    /// A sum below zero takes no more room with each that is added, until it is no number.
    @Test(arguments: [-1, -1e-300, -1e300, -0x1p32, -0x1.fffffffffffffp63]) func manySumsBelowZero(_ value: Double) {
        var total = ExactSum()
        for _ in 0..<128 { total.add(sum([value])) }
        #expect(total.value == DoublePair(128 * value) && total.limbs.count <= 4)
        total.add(sum(.init(repeating: -value, count: 128)))
        #expect(total.value.high == 0)
    }

    /// Values that differ in their last digits only: the textbook formula in doubles loses all of it.
    @Test func momentsOfNearlyEqualValues() {
        var moments = Moments()
        let n = 1000
        for k in 0..<n { moments.add(1e9 + Double(k) / 1024) }
        #expect(moments.mean == 1e9 + Double(n - 1) / 2048)
        // The variance of 0, 1, … n − 1 is n (n + 1)/12.
        let exact = (Double(n * (n + 1)) / 12).squareRoot() / 1024
        #expect(abs((moments.standardDeviation ?? 0) - exact) < 1e-12 * exact)
        var one = Moments()
        #expect(one.mean == nil)
        one.add(5)
        #expect(one.mean == 5 && one.standardDeviation == nil)
    }
}
