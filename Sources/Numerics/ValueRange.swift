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
        var (low, high) = (InlineArray<4, SIMD8<Double>>(repeating: packs[0]), InlineArray<4, SIMD8<Double>>(repeating: packs[0]))
        for i in packs.indices {
            let pack = packs[i]
            low[i & 3].replace(with: pack, where: pack .< low[i & 3])
            high[i & 3].replace(with: pack, where: pack .> high[i & 3])
        }
        for i in low.indices { (least, greatest) = (min(least, low[i].min()), max(greatest, high[i].max())) }
    }

    /// Takes another value in.
    public mutating func widen(_ value: Double) {
        least = min(least, value)
        greatest = max(greatest, value)
    }
}
