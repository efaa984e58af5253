extension ExactSum {
    /// Adds many values at once, as exactly as one by one and so to the same sum.
    ///
    /// - Parameter largest: no value's magnitude is above it.
    mutating func add(_ packs: Span<SIMD8<Double>>, largest: Double) {
        if var cuts = Cuts(largest: largest, count: packs.count * SIMD8<Double>.scalarCount) {
            for i in packs.indices { cuts.add(packs[i]) }
            if cuts.areAll { return cuts.drain(into: &self) }
        }
        for i in packs.indices {
            for lane in 0..<SIMD8<Double>.scalarCount { add(packs[i][lane]) }
        }
    }

    /// Adds the squares of many values, without rounding where they neither overflow nor fall below 2⁻¹⁰²².
    ///
    /// - Parameter largest: no value's magnitude is above it.
    mutating func addSquares(_ packs: Span<SIMD8<Double>>, largest: Double) {
        if var cuts = Cuts(largest: largest * largest, count: 2 * packs.count * SIMD8<Double>.scalarCount) {
            for i in packs.indices {
                // Dekker's product: the square and what rounding took from it.
                let value = packs[i]
                let scaled = value * 134_217_729
                let high = scaled - (scaled - value)
                let low = value - high
                let square = value * value
                let cross = high * low
                cuts.add(square)
                cuts.addSmall(((high * high - square) + cross + cross) + low * low)
            }
            if cuts.areAll { return cuts.drain(into: &self) }
        }
        for i in packs.indices {
            for lane in 0..<SIMD8<Double>.scalarCount { addSquare(packs[i][lane]) }
        }
    }

    /// Sums of values each of which is cut at bits that are the same for all, so far apart that the parts add up without rounding.
    ///
    /// Source: Rump, Ogita and Oishi, Accurate floating-point summation part I (2008), section 3.
    private struct Cuts {
        typealias Pack = SIMD8<Double>

        /// 1.5 times powers of two: adding and taking off one rounds to what stands above the bit.
        private let first, second, third, fourth: Double
        private var sums = (Pack.zero, Pack.zero, Pack.zero, Pack.zero)
        /// All that no part has taken.
        private var left = SIMD8<UInt64>.zero

        /// Nil beside a double's largest and smallest numbers, where there is no room to cut.
        init?(largest: Double, count: Int) {
            guard largest > 0, largest.isFinite else { return nil }
            // So many values add up to less than 2 to the power of this times the largest.
            let room = Int.bitWidth - count.leadingZeroBitCount
            let top = Int(largest.exponent) + room
            guard top < 1000, top > -800 else { return nil }
            func cut(_ level: Int) -> Double { Double(sign: .plus, exponent: top - level * (53 - room), significand: 1.5) }
            (first, second, third, fourth) = (cut(0), cut(1), cut(2), cut(3))
        }

        /// Whether the parts are all there is of the values added: nothing but signs of zeros is left.
        var areAll: Bool { left &<< 1 == .zero }

        @inline(__always)
        private static func take(_ rest: inout Pack, above cut: Double, _ sum: inout Pack) {
            let upper = (cut + rest) - cut
            sum += upper
            rest -= upper
        }

        @inline(__always)
        private mutating func leave(_ rest: Pack) { left |= unsafe unsafeBitCast(rest, to: SIMD8<UInt64>.self) }

        @inline(__always)
        mutating func add(_ values: Pack) {
            var rest = values
            Self.take(&rest, above: first, &sums.0)
            Self.take(&rest, above: second, &sums.1)
            Self.take(&rest, above: third, &sums.2)
            leave(rest)
        }

        /// Adds what is below 2⁻⁵³ times the largest.
        @inline(__always)
        mutating func addSmall(_ values: Pack) {
            var rest = values
            Self.take(&rest, above: second, &sums.1)
            Self.take(&rest, above: third, &sums.2)
            Self.take(&rest, above: fourth, &sums.3)
            leave(rest)
        }

        /// Adds all to a sum.
        func drain(into sum: inout ExactSum) {
            sum.add(sums.0.sum())
            sum.add(sums.1.sum())
            sum.add(sums.2.sum())
            sum.add(sums.3.sum())
        }
    }
}
