/// Counts of values in bins whose width is proportional to the value: quantiles with a stated relative error, in any order of
/// adding and merging.
///
/// A bin is the sign, the exponent and the first eight bits of the significand of a double, so that it is found without a
/// logarithm. Values in a bin differ by at most 1/256: 0.4 %. Within it a quantile is interpolated by rank.
public struct LogLinearHistogram: Sendable, Equatable {
    /// The largest relative difference between a quantile and the exact one.
    public static let relativeError = 1.0 / 256
    private static let subBits: UInt64 = 8
    /// Magnitudes below this, a billionth of a person or of a share, count as zero.
    public static let smallest = 0x1p-30
    private static let smallestBin = bin(smallest)

    /// Counts of positive and negative values by bin; sparse regions at the ends are not stored.
    var positive = BinCounts()
    var negative = BinCounts()
    public internal(set) var zeros: UInt64 = 0

    /// The least and the greatest value, between which every quantile lies.
    var least = Double.infinity
    var greatest = -Double.infinity

    public init() {}

    public var count: UInt64 { positive.total + negative.total + zeros }

    public mutating func add(_ value: Double) {
        least = min(least, value)
        greatest = max(greatest, value)
        let bin = Self.bin(value.magnitude)
        if bin < Self.smallestBin { zeros += 1 } else if value > 0 { positive.add(bin) } else { negative.add(bin) }
    }

    public mutating func add(_ other: LogLinearHistogram) {
        positive.add(other.positive)
        negative.add(other.negative)
        zeros += other.zeros
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
    }

    /// The ⌈q · count⌉-th smallest value, within the relative error; nil where there are no values.
    public func quantile(_ q: Double) -> Double? {
        count > 0 ? min(max(binQuantile(q), least), greatest) : nil
    }

    private func binQuantile(_ q: Double) -> Double {
        var rank = min(max(UInt64((q * Double(count)).rounded(.up)), 1), count)
        if rank <= negative.total { return -Self.value(at: negative.place(ofRank: negative.total - rank + 1)) }
        rank -= negative.total
        if rank <= zeros { return 0 }
        return Self.value(at: positive.place(ofRank: rank - zeros))
    }

    private static func bin(_ magnitude: Double) -> Int { Int(magnitude.bitPattern >> (52 - subBits)) }

    private static func value(at place: (bin: Int, part: Double)) -> Double {
        let lower = Double(bitPattern: UInt64(place.bin) << (52 - subBits))
        let upper = Double(bitPattern: UInt64(place.bin + 1) << (52 - subBits))
        return lower + (upper - lower) * place.part
    }
}

/// Counts by bin, kept for those octaves only in which there are some.
struct BinCounts: Sendable, Equatable {
    /// Bins of an octave: those of one exponent.
    private static let width = 256
    /// The octaves that have counts, rising; a bin's octave is its number over `width`.
    private(set) var octaves: [Int32] = []
    /// The counts of those octaves, one after the other.
    private(set) var counts: [UInt32] = []
    private(set) var total: UInt64 = 0

    init() {}

    mutating func add(_ bin: Int, _ count: UInt32 = 1) {
        let octave = Int32(bin / Self.width)
        var place = octaves.firstIndex { $0 >= octave } ?? octaves.count
        if place == octaves.count || octaves[place] != octave {
            octaves.insert(octave, at: place)
            counts.insert(contentsOf: repeatElement(0, count: Self.width), at: place * Self.width)
        }
        place = place * Self.width + bin % Self.width
        counts[place] += count
        total += UInt64(count)
    }

    mutating func add(_ other: BinCounts) {
        for place in other.counts.indices where other.counts[place] > 0 { add(other.bin(at: place), other.counts[place]) }
    }

    /// The bin of the rank-th smallest, from 1, and how far into it that is if those in it are spread evenly.
    func place(ofRank rank: UInt64) -> (bin: Int, part: Double) {
        var left = rank
        for place in counts.indices {
            let count = UInt64(counts[place])
            if left <= count { return (bin(at: place), (Double(left) - 0.5) / Double(count)) }
            left -= count
        }
        return (bin(at: counts.count - 1), 1)
    }

    /// The bin whose count stands at a place.
    private func bin(at place: Int) -> Int { Int(octaves[place / Self.width]) * Self.width + place % Self.width }
}

extension BinCounts {
    func write(to writer: inout ByteWriter) {
        writer.write(UInt64(counts.count { $0 > 0 }))
        // Steps from bin to bin are short, and most counts small.
        var last = 0
        for place in counts.indices where counts[place] > 0 {
            writer.write(UInt64(bin(at: place) - last))
            writer.write(UInt64(counts[place]))
            last = bin(at: place)
        }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init()
        var bin: UInt64 = 0
        for _ in 0..<(try reader.readCount()) {
            let (step, count) = (try reader.readUInt64(), UInt32(exactly: try reader.readUInt64()))
            guard let count, step < 1 << 20 else { throw MalformedBytes() }
            bin += step
            guard bin < 1 << 20 else { throw MalformedBytes() }
            add(Int(bin), count)
        }
    }
}
