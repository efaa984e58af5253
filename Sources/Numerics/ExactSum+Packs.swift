extension ExactSum {
    /// So many packs are cut up at once: whole numbers of 64 bits hold the sums of their parts.
    private static let mostPacks = 128

    /// Adds many values at once, as exactly as one by one and so to the same sum.
    ///
    /// - Parameter largest: no value's magnitude is above it.
    mutating func add(_ packs: Span<SIMD8<Double>>, largest: Double) {
        for start in stride(from: 0, to: packs.count, by: Self.mostPacks) {
            let part = packs.extracting(start..<min(start + Self.mostPacks, packs.count))
            // Values of so different sizes that two parts aren't all of them are rare.
            if cutUp(part, largest: largest, parts: 2) || cutUp(part, largest: largest, parts: 3) { continue }
            for i in part.indices {
                for lane in 0..<SIMD8<Double>.scalarCount { add(part[i][lane]) }
            }
        }
    }

    /// Adds the squares of many values, without rounding where they neither overflow nor fall below 2⁻¹⁰²².
    ///
    /// - Parameter largest: no value's magnitude is above it.
    mutating func addSquares(_ packs: Span<SIMD8<Double>>, largest: Double) {
        for start in stride(from: 0, to: packs.count, by: Self.mostPacks) {
            let part = packs.extracting(start..<min(start + Self.mostPacks, packs.count))
            if cutUpSquares(part, largest: largest, parts: 2) || cutUpSquares(part, largest: largest, parts: 3) { continue }
            for i in part.indices {
                for lane in 0..<SIMD8<Double>.scalarCount { addSquare(part[i][lane]) }
            }
        }
    }

    /// Adds the values if they are the sum of so many parts each, and tells whether they are.
    @inline(__always)
    private mutating func cutUp(_ packs: Span<SIMD8<Double>>, largest: Double, parts: Int) -> Bool {
        guard var cuts = Cuts(largest: largest) else { return false }
        for i in packs.indices { cuts.add(packs[i], parts: parts) }
        return cuts.drain(into: &self)
    }

    /// Adds the squares if they, and what rounding took from them, are the sum of so many parts each, and tells whether they are.
    @inline(__always)
    private mutating func cutUpSquares(_ packs: Span<SIMD8<Double>>, largest: Double, parts: Int) -> Bool {
        guard var cuts = Cuts(largest: largest * largest) else { return false }
        for i in packs.indices {
            // Dekker's product: the square and what rounding took from it.
            let value = packs[i]
            let scaled = value * 134_217_729
            let high = scaled - (scaled - value)
            let low = value - high
            let square = value * value
            let cross = high * low
            cuts.add(square, parts: parts)
            cuts.addSmall(((high * high - square) + cross + cross) + low * low, parts: parts)
        }
        return cuts.drain(into: &self)
    }

    /// Sums of values each of which is cut at bits that are the same for all: the parts are whole numbers of units, and add up as such.
    ///
    /// Source: Rump, Ogita and Oishi, Accurate floating-point summation part I (2008), section 3.
    private struct Cuts {
        typealias Pack = SIMD8<Double>

        /// Bits that each part takes.
        private static let width = 51

        /// 1.5 times powers of two: a sum with one is rounded to the bit at which values are cut, and holds the units in its lowest bits.
        private let first, second, third, fourth: Double
        /// The bits of such sums, added up.
        private var sums = (Units(), Units(), Units(), Units())
        /// All that no part has taken.
        private var left = SIMD8<UInt64>.zero

        private struct Units {
            var bits = SIMD8<UInt64>.zero
            /// How many sums each lane holds.
            var count: UInt64 = 0
        }

        /// Nil beside a double's largest and smallest numbers, where there is no room to cut.
        init?(largest: Double) {
            guard largest > 0, largest.isFinite else { return nil }
            let top = Int(largest.exponent) + 2
            guard top < 1000, top > -800 else { return nil }
            func cut(_ part: Int) -> Double { Double(sign: .plus, exponent: top - part * Self.width, significand: 1.5) }
            (first, second, third, fourth) = (cut(0), cut(1), cut(2), cut(3))
        }

        @inline(__always)
        private static func take(_ rest: inout Pack, above cut: Double, _ sum: inout Units) {
            let rounded = rest + cut
            sum.bits &+= unsafe unsafeBitCast(rounded, to: SIMD8<UInt64>.self)
            sum.count &+= 1
            rest -= rounded - cut
        }

        @inline(__always)
        private mutating func leave(_ rest: Pack) { left |= unsafe unsafeBitCast(rest, to: SIMD8<UInt64>.self) }

        /// - Parameter parts: two or three.
        @inline(__always)
        mutating func add(_ values: Pack, parts: Int) {
            var rest = values
            Self.take(&rest, above: first, &sums.0)
            Self.take(&rest, above: second, &sums.1)
            if parts > 2 { Self.take(&rest, above: third, &sums.2) }
            leave(rest)
        }

        /// Adds what is below 2⁻⁵³ times the largest.
        ///
        /// - Parameter parts: two or three.
        @inline(__always)
        mutating func addSmall(_ values: Pack, parts: Int) {
            var rest = values
            Self.take(&rest, above: second, &sums.1)
            Self.take(&rest, above: third, &sums.2)
            if parts > 2 { Self.take(&rest, above: fourth, &sums.3) }
            leave(rest)
        }

        /// Adds all to a sum if the parts are all there is of the values, but for signs of zeros, and tells whether they are.
        func drain(into sum: inout ExactSum) -> Bool {
            guard left &<< 1 == .zero else { return false }
            for (cut, units) in [(first, sums.0), (second, sums.1), (third, sums.2), (fourth, sums.3)] where units.count > 0 {
                let lanes = UInt64(Pack.scalarCount)
                let whole = Int64(bitPattern: units.bits.wrappedSum() &- units.count &* lanes &* cut.bitPattern)
                // In two halves, each of which a double holds.
                let upper = whole >> 32
                sum.add(cut.ulp * Double(upper) * 0x1p32)
                sum.add(cut.ulp * Double(whole - upper << 32))
            }
            return true
        }
    }
}
