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
        #expect(sum([0x1p53, 1]).value == (0x1p53, 1))
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

    /// Σ k² and Σ (k + ½)² in closed form, beyond the 53 bits of a double.
    @Test func squares() {
        var sum = ExactSum()
        let (n, base) = (1000, 94_906_267.5)
        for k in 0..<n { sum.addSquare(base + Double(k)) }
        // Exactly: Σ (b + k)² = n b² + 2 b Σ k + Σ k², times 4 to be whole.
        let doubled = Int64(base * 2)
        let (sumK, sumK2) = (Int64(n * (n - 1) / 2), Int64((n - 1) * n * (2 * n - 1) / 6))
        let (high, low) = Int64(n).multipliedFullWidth(by: doubled * doubled)
        let exact = Double(high) * 0x1p64 + Double(low) + Double(4 * doubled * sumK / 2 * 2 + 4 * sumK2)
        #expect(abs(sum.value.high * 4 - exact) <= exact.ulp)
    }
}
