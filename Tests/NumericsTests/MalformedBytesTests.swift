import Testing

@testable import Numerics

/// What no writer writes is refused, whatever it would come to.
@Suite struct MalformedBytesTests {
    private func bytes(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        write(&writer)
        return writer.bytes
    }

    private func expectMalformed(_ bytes: [UInt8], _ read: (inout ByteReader) throws(MalformedBytes) -> Void) {
        var reader = ByteReader(bytes)
        #expect(throws: MalformedBytes.self, "\(bytes)") { try read(&reader) }
    }

    /// The same number in more bytes than it takes, and numbers of more than 64 bits.
    @Test(arguments: [
        [0x80, 0], [0xFF, 0x80, 0], .init(repeating: 0xFF, count: 9) + [0x02], .init(repeating: 0xFF, count: 10), [0x80], [],
    ])
    func numbers(_ bytes: [UInt8]) {
        expectMalformed(bytes) { reader throws(MalformedBytes) in _ = try reader.readUInt64() }
    }

    @Test(arguments: [0, 1, 127, 128, 1 << 62, 1 << 63, UInt64.max]) func numbersThatAreWritten(_ value: UInt64) throws {
        var reader = ByteReader(bytes { $0.write(value) })
        #expect(try reader.readUInt64() == value && reader.isAtEnd)
    }

    /// Limbs beyond those that there are, zeros at the ends, and sizes that no sum has once carries are passed on.
    @Test(
        arguments: [
            (UInt64.max, [1]), (67, [1, 1]), (68, [1]), (3, []), (0, [0]), (0, [0, 1]), (0, [1, 0]), (0, [-1, 1]), (0, [1, -1]),
            (0, [1, 0, 7, -1]), (0, [1 << 32, 1]),
            (5, [1 << 32]), (5, [.max]), (5, [.min]),
        ] as [(UInt64, [Int64])])
    func sums(_ first: UInt64, _ limbs: [Int64]) {
        let written = bytes { writer in
            writer.write(first)
            writer.write(UInt64(limbs.count))
            for limb in limbs { writer.write(limb) }
        }
        expectMalformed(written) { reader throws(MalformedBytes) in _ = try ExactSum(from: &reader) }
    }

    @Test(arguments: [
        [], [0], [1], [-1], [-0x1p32], [-0x1p64, 1], [-0x1p64, 0x1p32], [1e300, -1], [-1e300], [.greatestFiniteMagnitude, 1],
        [.leastNonzeroMagnitude], [3, -3],
    ])
    func sumsThatAreWritten(_ values: [Double]) throws {
        var sum = ExactSum()
        for value in values { sum.add(value) }
        let written = bytes { sum.write(to: &$0) }
        var reader = ByteReader(written)
        let again = try ExactSum(from: &reader)
        #expect(reader.isAtEnd && bytes { again.write(to: &$0) } == written)
    }

    /// A range that holds no values, or isn't one.
    @Test(arguments: [(2, 1), (.nan, 1), (1, .nan), (-.infinity, 1), (.infinity, -.infinity)] as [(Double, Double)])
    func ranges(_ least: Double, _ greatest: Double) {
        var histogram = LogLinearHistogram()
        histogram.add(1)
        let whole = bytes { histogram.write(to: &$0) }
        let written = Array(whole[..<(whole.count - 16)]) + bytes { $0.write(least) } + bytes { $0.write(greatest) }
        expectMalformed(written) { reader throws(MalformedBytes) in _ = try LogLinearHistogram(from: &reader) }
    }
}
