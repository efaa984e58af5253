/// The counter-based generator Philox4x32-10: a keyed mixing of a counter, without state.
///
/// Source: Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC11).
public enum Philox {
    /// The block's number, low word first.
    public typealias Counter = (UInt32, UInt32, UInt32, UInt32)
    /// The stream.
    public typealias Key = (UInt32, UInt32)

    /// The four words that belong to a counter under a key.
    @inlinable
    public static func words(_ counter: Counter, key: Key) -> Counter {
        var (x, k) = (counter, key)
        for round in 0..<10 {
            if round > 0 { k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85) }
            let a = UInt64(x.0) &* 0xD251_1F53
            let b = UInt64(x.2) &* 0xCD9E_8D57
            x = (
                UInt32(truncatingIfNeeded: b >> 32) ^ x.1 ^ k.0, UInt32(truncatingIfNeeded: b),
                UInt32(truncatingIfNeeded: a >> 32) ^ x.3 ^ k.1, UInt32(truncatingIfNeeded: a)
            )
        }
        return x
    }
}
