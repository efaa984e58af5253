/// The least and the greatest of some values; of none, infinity and its negative.
public struct ValueRange: Sendable, Equatable {
    /// Infinity where there are no values.
    public private(set) var least = Double.infinity
    /// Minus infinity where there are no values.
    public private(set) var greatest = -Double.infinity

    /// Of no values.
    public init() {}

    /// Of many values.
    public init(_ packs: Span<SIMD8<Double>>) {
        guard !packs.isEmpty else { return }
        // Four pairs at a time, as each comparison would wait for the one before it.
        var a = (low: packs[0], high: packs[0])
        var (b, c, d) = (a, a, a)
        @inline(__always) func take(_ pack: SIMD8<Double>, _ range: inout (low: SIMD8<Double>, high: SIMD8<Double>)) {
            range.low.replace(with: pack, where: pack .< range.low)
            range.high.replace(with: pack, where: pack .> range.high)
        }
        var i = 0
        while i + 4 <= packs.count {
            take(packs[i], &a)
            take(packs[i + 1], &b)
            take(packs[i + 2], &c)
            take(packs[i + 3], &d)
            i += 4
        }
        while i < packs.count {
            take(packs[i], &a)
            i += 1
        }
        for range in [b, c, d] {
            take(range.low, &a)
            take(range.high, &a)
        }
        (least, greatest) = (a.low.min(), a.high.max())
    }

    /// Takes another value in.
    public mutating func widen(_ value: Double) {
        least = min(least, value)
        greatest = max(greatest, value)
    }
}
