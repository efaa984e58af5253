/// The random numbers of one quantity: they depend on a seed and the quantity's name, and on the member, and on nothing else.
public struct DrawStream: Sendable {
    /// What a number is for, so that different uses of a member's stream don't meet.
    enum Purpose: UInt32 {
        case uniform, stratum, scramble, resample
    }
    private let key: Philox.Key

    /// The stream of a name; others names, other streams.
    public init(seed: UInt64, name: String) {
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: seed >> UInt64(8 * $0)) }
        bytes += name.utf8
        let digest = SHA256.words(of: bytes)
        key = (digest[0], digest[1])
    }

    /// A number of the member, more than 0 and less than 1, on the odd multiples of 2⁻⁵³.
    public func uniform(member: Int) -> Double { Self.unit(bits(member, .uniform)) }

    /// 52 random bits of a counter.
    func bits(_ counter: Int, _ purpose: Purpose, salt: UInt32 = 0) -> UInt64 {
        let words = words(counter, salt: salt, purpose)
        return (UInt64(words.0) << 32 | UInt64(words.1)) >> 12
    }

    /// The four words of a counter.
    func words(_ counter: Int, salt: UInt32, _ purpose: Purpose) -> Philox.Counter {
        let counter = UInt64(bitPattern: Int64(counter))
        return Philox.words(
            (UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), purpose.rawValue, salt), key: key)
    }

    /// The middle of the interval that 52 bits name.
    static func unit(_ bits: UInt64) -> Double { (Double(bits) + 0.5) * 0x1p-52 }
}
