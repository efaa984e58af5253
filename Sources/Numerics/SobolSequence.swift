/// The Sobol sequence by its index, in any order, and its points scrambled by a stream.
///
/// GSL's has 40 dimensions at most, whose numbers from the third on are older and have worse projections; this one is Joe and
/// Kuo's, as SciPy's is.
public struct SobolSequence: Sendable {
    /// The number of dimensions that the table of directions reaches.
    public static var dimensionLimit: Int { SobolDirections.table.count + 1 }
    private static let bits = 52
    /// By dimension and bit of the index.
    private let directions: [[UInt64]]

    /// - Parameter dimensions: 1 to `dimensionLimit`.
    public init(dimensions: Int) {
        precondition((1...Self.dimensionLimit).contains(dimensions))
        directions = (0..<dimensions).map(Self.directions)
    }

    /// Coordinate `dimension` of the point at `index` from 0; the point 0 is the origin.
    public func point(_ index: Int, _ dimension: Int) -> Double { Double(bits(index, dimension)) * 0x1p-52 }

    /// The same after Owen's nested scrambling by the stream; more than 0 and less than 1.
    public func scrambled(_ index: Int, _ dimension: Int, by stream: DrawStream) -> Double {
        let point = bits(index, dimension)
        var result: UInt64 = 0
        for bit in (0..<Self.bits).reversed() {
            // Whether a bit flips depends on the bits above it: the node of the tree of intervals in which the point lies.
            let node = (point >> UInt64(bit + 1)) | (1 << UInt64(Self.bits - 1 - bit))
            let flip = stream.bits(Int(node), .scramble) & 1
            result |= (((point >> UInt64(bit)) & 1) ^ flip) << UInt64(bit)
        }
        return DrawStream.unit(result)
    }

    private func bits(_ index: Int, _ dimension: Int) -> UInt64 {
        // Gray code: each point differs from the one before by one direction.
        var gray = UInt64(index) ^ (UInt64(index) >> 1)
        var point: UInt64 = 0
        while gray != 0 {
            point ^= directions[dimension][gray.trailingZeroBitCount]
            gray &= gray - 1
        }
        return point
    }

    private static func directions(_ dimension: Int) -> [UInt64] {
        guard dimension > 0 else { return (0..<bits).map { 1 << UInt64(bits - 1 - $0) } }
        let (polynomial, initial) = SobolDirections.table[dimension - 1]
        let degree = initial.count
        var m = initial
        while m.count < bits {
            let j = m.count
            var next = m[j - degree] ^ (m[j - degree] << UInt64(degree))
            for k in 1..<max(degree, 1) where (polynomial >> UInt32(degree - k)) & 1 == 1 {
                next ^= m[j - k] << UInt64(k)
            }
            m.append(next)
        }
        return m.enumerated().map { $1 << UInt64(bits - 1 - $0) }
    }
}
