import Testing

@testable import Numerics

/// Many values at once come to the same as one by one, to the last bit.
@Suite struct PackedSketchTests {
    /// Values of very different sizes and both signs, with ties and zeros; deterministic.
    private func packs(_ count: Int, exponents: ClosedRange<Int>, signed: Bool = true) -> [SIMD8<Double>] {
        let stream = DrawStream(seed: 9, name: "packs \(count) \(exponents)")
        var next = 0
        func uniform() -> Double {
            next += 1
            return stream.uniform(member: next)
        }
        return (0..<count).map { _ in
            var pack = SIMD8<Double>.zero
            for lane in 0..<8 where uniform() > 0.05 {
                let exponent = exponents.lowerBound + Int(uniform() * Double(exponents.count))
                pack[lane] = Double(sign: signed && uniform() < 0.5 ? .minus : .plus, exponent: exponent, significand: 1 + uniform())
            }
            return pack
        }
    }

    private func largest(_ packs: [SIMD8<Double>]) -> Double { packs.map { $0.magnitudes.max() }.max() ?? 0 }

    private static let ranges = [0...0, -3...3, -40...40, -400...400, 800...900, -1074 ... -950, -1074...900]

    @Test(arguments: ranges, [1, 2, 16, 64, 300]) func sumsAreExact(_ exponents: ClosedRange<Int>, _ count: Int) {
        let packs = packs(count, exponents: exponents)
        var (packed, single) = (ExactSum(), ExactSum())
        packed.add(packs.span, largest: largest(packs))
        for pack in packs { for lane in 0..<8 { single.add(pack[lane]) } }
        #expect(packed == single)
    }

    /// As many as are added at once and more, each as large as its exponent allows: the sum of their parts fills 64 bits.
    @Test(arguments: [127, 128, 129, 256], [1.0, -1]) func theLargestSumsFit(_ count: Int, _ sign: Double) {
        let value = sign * 2.0.nextDown
        var (packed, single) = (Moments(), Moments())
        packed.add([SIMD8<Double>](repeating: SIMD8(repeating: value), count: count).span, largest: value.magnitude)
        single.add(value, times: 8 * count)
        #expect(packed == single)
    }

    @Test(arguments: [0...0, -3...3, -40...40, -200...200]) func momentsAreThoseOfSingleValues(_ exponents: ClosedRange<Int>) {
        let packs = packs(64, exponents: exponents)
        var (packed, single) = (Moments(), Moments())
        packed.add(packs.span, largest: largest(packs))
        for pack in packs { for lane in 0..<8 { single.add(pack[lane]) } }
        #expect(packed == single && packed.count == 512)
    }

    @Test(arguments: [0, 1, -3, 1.0 / 3, 123_456_789.123, 1e-12, 1e140]) func aValueManyTimes(_ value: Double) {
        var (moments, singleMoments) = (Moments(), Moments())
        var (histogram, singleHistogram) = (LogLinearHistogram(), LogLinearHistogram())
        moments.add(value, times: 1000)
        histogram.count(value, times: 1000)
        histogram.widen(least: value, greatest: value)
        for _ in 0..<1000 {
            singleMoments.add(value)
            singleHistogram.add(value)
        }
        #expect(moments == singleMoments && histogram == singleHistogram)
    }

    /// Counts beyond 16 bits, octaves that are there and others that aren't, zeros and negative values.
    @Test(arguments: [0...0, -3...3, -40...40, 10...12]) func histogramsAreThoseOfSingleValues(_ exponents: ClosedRange<Int>) {
        for signed in [false, true] {
            let packs = packs(64, exponents: exponents, signed: signed).map { signed ? $0 : $0 + 1e-3 }
            var (packed, single) = (LogLinearHistogram(), LogLinearHistogram())
            for _ in 0..<(exponents.count == 1 ? 300 : 3) {
                let (least, greatest) = (packs.map { $0.min() }.min() ?? 0, packs.map { $0.max() }.max() ?? 0)
                packed.count(packs.span, from: least, through: greatest)
                packed.widen(least: least, greatest: greatest)
                for pack in packs { for lane in 0..<8 { single.add(pack[lane]) } }
            }
            #expect(packed == single)
        }
    }
    /// With and without octaves between them that nothing is in; more than can be counted side by side.
    @Test(arguments: [[0...1, 2...3], [0...1, 20...21], [-20 ... -19, 0...0, 12...12], [-25 ... -25, 60...60]])
    func octavesMayLieApart(_ exponents: [ClosedRange<Int>]) {
        let all: [SIMD8<Double>] = exponents.flatMap { range in
            packs(8, exponents: range, signed: false).map { $0.replacing(with: 1, where: $0 .== 0) }
        }
        var (packed, single) = (LogLinearHistogram(), LogLinearHistogram())
        let (least, greatest) = (all.map { $0.min() }.min() ?? 0, all.map { $0.max() }.max() ?? 0)
        for part in [all, Array(all[..<8]), all] {
            packed.prefetch(from: least, through: greatest)
            packed.count(part.span, from: least, through: greatest)
            packed.widen(least: least, greatest: greatest)
            for pack in part { for lane in 0..<8 { single.add(pack[lane]) } }
        }
        #expect(packed == single)
        for q in [0.01, 0.3, 0.7, 1] { #expect(packed.quantile(q) == single.quantile(q)) }
    }
}
