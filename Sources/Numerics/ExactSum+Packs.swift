extension ExactSum {
    /// Adds many values at once, as exactly as one by one and so to the same sum.
    ///
    /// Each value is cut at a bit that is the same for all, low enough that the upper parts add up without rounding; what is left of each
    /// is cut again until nothing is.
    /// Source: Rump, Ogita and Oishi, Accurate floating-point summation part I (2008), section 3.
    mutating func add(_ packs: Span<SIMD8<Double>>) {
        unsafe withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: packs.count) { rest in
            for i in packs.indices { unsafe rest.initializeElement(at: i, to: packs[i]) }
            var rest = unsafe rest.mutableSpan
            drain(&rest)
        }
    }

    /// Adds the squares of many values, without rounding where they neither overflow nor fall below 2⁻¹⁰²².
    mutating func addSquares(_ packs: Span<SIMD8<Double>>) {
        unsafe withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: 2 * packs.count) { products in
            for i in packs.indices {
                // Dekker's product: the square and what rounding took from it.
                let value = packs[i]
                let scaled = value * 134_217_729
                let high = scaled - (scaled - value)
                let low = value - high
                let square = value * value
                let cross = high * low
                unsafe products.initializeElement(at: 2 * i, to: square)
                unsafe products.initializeElement(at: 2 * i + 1, to: ((high * high - square) + cross + cross) + low * low)
            }
            var rest = unsafe products.mutableSpan
            drain(&rest)
        }
    }

    /// Adds all values, which become 0.
    private mutating func drain(_ rest: inout MutableSpan<SIMD8<Double>>) {
        var largest = SIMD8<Double>.zero
        for i in rest.indices { largest = rest[i].magnitudes.larger(than: largest) }
        // So many values add up to less than 2 to the power of this times the largest.
        let room = Int.bitWidth - (rest.count * SIMD8<Double>.scalarCount).leadingZeroBitCount
        var bound = largest.max()
        while bound > 0 {
            let top = Int(bound.exponent) + room
            // Beside a double's largest and smallest numbers there is no room to cut.
            guard top < 1000, top > -960 else {
                for i in rest.indices {
                    for lane in 0..<SIMD8<Double>.scalarCount { add(rest[i][lane]) }
                }
                return
            }
            let cut = SIMD8<Double>(repeating: Double(sign: .plus, exponent: top, significand: 1.5))
            var sum = SIMD8<Double>.zero
            var left = SIMD8<UInt64>.zero
            for i in rest.indices {
                let upper = (cut + rest[i]) - cut
                sum += upper
                let lower = rest[i] - upper
                rest[i] = lower
                left |= unsafe unsafeBitCast(lower, to: SIMD8<UInt64>.self)
            }
            add(sum.sum())
            // Nothing but signs of zeros left.
            if left &<< 1 == .zero { return }
            bound = Double(sign: .plus, exponent: top - 53, significand: 1)
        }
    }
}
