extension SIMD8<Double> {
    /// The magnitude of each lane.
    @inlinable @inline(__always)
    public var magnitudes: Self {
        unsafe unsafeBitCast(unsafeBitCast(self, to: SIMD8<UInt64>.self) & SIMD8<UInt64>(repeating: UInt64.max >> 1), to: Self.self)
    }

    /// The larger of two in each lane; the other where either isn't a number.
    @inlinable @inline(__always)
    public func larger(than other: Self) -> Self { other.replacing(with: self, where: self .> other) }

    /// The number in each lane, or 0 where that is larger.
    @inlinable @inline(__always)
    public var atLeastZero: Self { replacing(with: Self.zero, where: self .< Self.zero) }

    /// The number in each lane, or 0 where it lies below that by no more than `tolerance`.
    @inlinable @inline(__always)
    public func zeroedFromBelow(by tolerance: Double) -> Self {
        replacing(with: Self.zero, where: (self .< Self.zero) .& (self .>= Self(repeating: -tolerance)))
    }

    /// The part that each lane is of `whole`; 0 where `whole` isn't above 0.
    @inlinable @inline(__always)
    public func share(of whole: Self) -> Self { (self / whole).replacing(with: Self.zero, where: .!(whole .> Self.zero)) }

    /// A function of this and another number, lane by lane: for what is rare.
    @inlinable @inline(__always)
    public func combined(with other: Self, _ function: (Double, Double) -> Double) -> Self {
        var result = self
        for lane in 0..<Self.scalarCount { result[lane] = function(self[lane], other[lane]) }
        return result
    }

    /// e to the power of each lane, within 2 units in the last place, for powers from −708; below that e⁻⁷⁰⁸, which is nothing.
    ///
    /// Sums and products alone: the same on every machine, whatever its library.
    @inlinable @inline(__always)
    public static func exponential(_ power: Self) -> Self {
        let x = power.replacing(with: Self(repeating: -708), where: power .< Self(repeating: -708))
            .replacing(with: Self(repeating: 709), where: power .> Self(repeating: 709))
        // x = n ln 2 + r with |r| ≤ ln 2 / 2; adding 1.5 · 2⁵² rounds to a whole number, which then stands in the lowest bits.
        let shifted = x * 1.4426950408889634 + 0x1.8p52
        let n = shifted - 0x1.8p52
        let r = (x - n * 0x1.62e42feep-1) - n * 0x1.a39ef35793c76p-33
        // Taylor's series: what follows the thirteenth term is below 5e-18.
        var sum = r * (1.0 / 6_227_020_800) + 1.0 / 479_001_600
        sum = sum * r + 1.0 / 39_916_800
        sum = sum * r + 1.0 / 3_628_800
        sum = sum * r + 1.0 / 362_880
        sum = sum * r + 1.0 / 40_320
        sum = sum * r + 1.0 / 5_040
        sum = sum * r + 1.0 / 720
        sum = sum * r + 1.0 / 120
        sum = sum * r + 1.0 / 24
        sum = sum * r + 1.0 / 6
        sum = sum * r + 0.5
        let exponential = sum * (r * r) + r + 1
        let exponent = unsafe unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< SIMD8<UInt64>(repeating: 52)
        let bits = unsafe unsafeBitCast(exponential, to: SIMD8<UInt64>.self) &+ exponent
        return unsafe unsafeBitCast(bits, to: Self.self)
    }
}
