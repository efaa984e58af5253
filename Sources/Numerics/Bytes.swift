/// Numbers written into bytes, small ones in few.
public struct ByteWriter {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing.
    public init() {}

    /// Seven bits to a byte, the lowest first (LEB128).
    public mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Signs are folded into the lowest bit, so that small negative numbers are short too.
    public mutating func write(_ value: Int64) { write(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    /// Appends the bits of a number.
    public mutating func write(_ value: Double) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift))) }
    }

    /// Appends the length of a text, then the text.
    public mutating func write(_ text: String) {
        write(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

/// Bytes that end too soon, or hold what no writer writes.
public struct MalformedBytes: Error, Equatable {
    /// Public, as readers of whole files find faults of their own.
    public init() {}
}

/// Reads what a `ByteWriter` has written, and nothing that it would have written otherwise: what was read is written to the same bytes.
public struct ByteReader {
    private let bytes: [UInt8]
    private var at = 0

    /// Reads from the beginning.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all was read.
    public var isAtEnd: Bool { at == bytes.count }

    private mutating func next() throws(MalformedBytes) -> UInt8 {
        guard at < bytes.count else { throw MalformedBytes() }
        at += 1
        return bytes[at - 1]
    }

    /// The next number.
    ///
    /// - Throws: `MalformedBytes` where the bytes end or hold no such number.
    public mutating func readUInt64() throws(MalformedBytes) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            let byte = try next()
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            guard byte & 0x80 == 0 else { continue }
            // A writer ends with no byte of zeros, and 64 bits leave one to the tenth byte.
            guard byte != 0 || shift == 0, shift < 63 || byte == 1 else { throw MalformedBytes() }
            return value
        }
        throw MalformedBytes()
    }

    /// The next number.
    ///
    /// - Throws: `MalformedBytes` where the bytes end or hold no such number.
    public mutating func readInt64() throws(MalformedBytes) -> Int64 {
        let folded = try readUInt64()
        return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    }

    /// A number of things of which each takes a byte at least.
    ///
    /// - Throws: `MalformedBytes` where there can't be so many.
    public mutating func readCount() throws(MalformedBytes) -> Int {
        let count = try readUInt64()
        guard count <= UInt64(bytes.count - at) else { throw MalformedBytes() }
        return Int(count)
    }

    /// The next number.
    ///
    /// - Throws: `MalformedBytes` where the bytes end.
    public mutating func readDouble() throws(MalformedBytes) -> Double {
        var pattern: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 8) { pattern |= UInt64(try next()) << UInt64(shift) }
        return Double(bitPattern: pattern)
    }

    /// The next text.
    ///
    /// - Throws: `MalformedBytes` where the bytes end or are no UTF-8.
    public mutating func readText() throws(MalformedBytes) -> String {
        var text: [UInt8] = []
        for _ in 0..<(try readCount()) { text.append(try next()) }
        guard let string = String(validating: text, as: UTF8.self) else { throw MalformedBytes() }
        return string
    }
}

extension ExactSum {
    func write(to writer: inout ByteWriter) {
        var sum = self
        sum.carry()
        // Equal sums are equal bytes, whatever limbs they came by.
        let used = sum.limbs.indices.filter { sum.limbs[$0] != 0 }
        let limbs = sum.limbs[(used.first ?? 0)..<((used.last ?? -1) + 1)]
        writer.write(limbs.isEmpty ? 0 : UInt64(sum.first + limbs.startIndex))
        writer.write(UInt64(limbs.count))
        for limb in limbs { writer.write(limb) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init()
        let first = try reader.readUInt64()
        let count = try reader.readCount()
        guard first < UInt64(ExactSum.limbCount), Int(first) + count <= ExactSum.limbCount, count > 0 || first == 0 else {
            throw MalformedBytes()
        }
        self.first = Int(first)
        for _ in 0..<count { limbs.append(try reader.readInt64()) }
        // As carried and trimmed: sums of such can't overflow, and equal sums are equal bytes.
        let limit: Int64 = 1 << 32
        guard limbs.first != 0, limbs.last != 0, limbs.dropLast().allSatisfy({ (0..<limit).contains($0) }),
            (1 - limit..<limit).contains(limbs.last ?? 0), limbs.last != -1 || limbs.dropLast().last ?? 0 == 0
        else { throw MalformedBytes() }
    }
}

extension Moments {
    /// Writes all that it holds, for `init(from:)`.
    public func write(to writer: inout ByteWriter) {
        writer.write(UInt64(count))
        sum.write(to: &writer)
        squares.write(to: &writer)
    }

    /// Reads what `write(to:)` wrote.
    ///
    /// - Throws: `MalformedBytes` where it isn't that.
    public init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init()
        guard let count = Int(exactly: try reader.readUInt64()) else { throw MalformedBytes() }
        self.count = count
        sum = try ExactSum(from: &reader)
        squares = try ExactSum(from: &reader)
    }
}

extension LogLinearHistogram {
    /// Writes all that it holds, for `init(from:)`.
    public func write(to writer: inout ByteWriter) {
        positive.write(to: &writer)
        negative.write(to: &writer)
        writer.write(zeros)
        writer.write(least)
        writer.write(greatest)
    }

    /// Reads what `write(to:)` wrote.
    ///
    /// - Throws: `MalformedBytes` where it isn't that.
    public init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init()
        positive = try BinCounts(from: &reader)
        negative = try BinCounts(from: &reader)
        zeros = try reader.readUInt64()
        least = try reader.readDouble()
        greatest = try reader.readDouble()
        let isRange = count == 0 ? least == .infinity && greatest == -.infinity : least.isFinite && greatest.isFinite && least <= greatest
        guard zeros <= UInt64(UInt32.max), isRange else { throw MalformedBytes() }
    }
}
