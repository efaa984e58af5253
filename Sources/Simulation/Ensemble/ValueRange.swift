/// The least and the greatest of some values; of none, infinity and its negative.
struct ValueRange: Sendable, Equatable {
    private(set) var least = Double.infinity
    private(set) var greatest = -Double.infinity

    init() {}

    init(_ packs: Span<SIMD8<Double>>) {
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

    mutating func widen(_ value: Double) {
        least = min(least, value)
        greatest = max(greatest, value)
    }
}
