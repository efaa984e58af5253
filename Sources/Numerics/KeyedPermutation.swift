/// A permutation of 0 ..< count that a stream chooses, computed element by element without a table.
///
/// A balanced Feistel network over the least even number of bits that holds `count`, walked until it falls inside.
/// Source: Black and Rogaway, Ciphers with arbitrary finite domains (CT-RSA 2002).
public struct KeyedPermutation: Sendable {
    private static let rounds: UInt32 = 7
    private let count: Int
    private let halfBits: Int
    private let stream: DrawStream

    /// - Parameters:
    ///   - count: how many are permuted, 1 to 2⁶⁰.
    ///   - stream: the key.
    public init(count: Int, _ stream: DrawStream) {
        precondition(count > 0 && count <= 1 << 60)
        self.count = count
        self.stream = stream
        var bits = 0
        while 1 << bits < count { bits += 1 }
        halfBits = max(1, (bits + 1) / 2)
    }

    /// Where an element goes.
    public subscript(_ element: Int) -> Int {
        precondition((0..<count).contains(element))
        var value = element
        repeat { value = mixed(value) } while value >= count
        return value
    }

    private func mixed(_ value: Int) -> Int {
        let mask = 1 << halfBits - 1
        var (left, right) = (value >> halfBits, value & mask)
        for round in 0..<Self.rounds {
            let salt = Int(truncatingIfNeeded: stream.bits(right, .stratum, salt: round)) & mask
            (left, right) = (right, left ^ salt)
        }
        return left << halfBits | right
    }
}
