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
    /// How many values are 0.
    public internal(set) var zeros: UInt64 = 0

    /// The least and the greatest value, between which every quantile lies.
    var least = Double.infinity
    var greatest = -Double.infinity

    /// Of no value yet.
    public init() {}

    /// How many values there are.
    public var count: UInt64 { positive.total + negative.total + zeros }

    /// Counts a value.
    public mutating func add(_ value: Double) {
        widen(least: value, greatest: value)
        count(value)
    }

    /// Takes note of the least and the greatest of values that are counted.
    public mutating func widen(least low: Double, greatest high: Double) {
        least = min(least, low)
        greatest = max(greatest, high)
    }

    /// Counts a value, or takes back some that were counted, without note of the least and the greatest.
    public mutating func count(_ value: Double, times: Int = 1) {
        let bin = Self.bin(value.magnitude)
        if bin < Self.smallestBin {
            zeros = UInt64(Int(zeros) + times)
        } else if value > 0 {
            positive.add(bin, times)
        } else {
            negative.add(bin, times)
        }
    }

    /// Counts many values at once, which lie between two numbers, without note of the least and the greatest.
    public mutating func count(_ packs: Span<SIMD8<Double>>, from low: Double, through high: Double) {
        unsafe packs.bytes.withUnsafeBytes { bytes in
            let values = unsafe bytes.assumingMemoryBound(to: UInt64.self)
            if low >= Self.smallest {
                unsafe positive.add(values, shift: 52 - Self.subBits, from: Self.bin(low), through: Self.bin(high))
            } else {
                unsafe countBySign(values, from: low, through: high)
            }
        }
    }

    /// Asks for the memory in which values between two numbers are counted, so that it is at hand when they are.
    public func prefetch(from low: Double, through high: Double) {
        if high >= Self.smallest { positive.prefetch(from: Self.bin(max(low, Self.smallest)), through: Self.bin(high)) }
    }

    /// Counts values of which some count as zero or are negative.
    private mutating func countBySign(_ values: UnsafeBufferPointer<UInt64>, from low: Double, through high: Double) {
        unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: values.count) { room in
            var others = 0
            if high >= Self.smallest { others += unsafe Self.gather(values, sign: 0, through: high, in: room, &positive) }
            if low <= -Self.smallest { others += unsafe Self.gather(values, sign: 1 << 63, through: -low, in: room, &negative) }
            zeros += UInt64(values.count - others)
        }
    }

    /// Counts the magnitudes of those values that have a sign and don't count as zero, and tells how many these are.
    private static func gather(
        _ values: UnsafeBufferPointer<UInt64>, sign: UInt64, through high: Double, in room: UnsafeMutableBufferPointer<UInt64>,
        _ counts: inout BinCounts
    ) -> Int {
        var (count, least) = (0, Int64.max)
        for i in values.indices {
            let bits = unsafe values[i] ^ sign
            unsafe room[count] = bits
            // As a whole number with a sign: what is left of the other sign is below 0.
            let magnitude = Int64(bitPattern: bits)
            let isOne = magnitude >= Int64(bitPattern: smallest.bitPattern)
            least = isOne ? min(least, magnitude) : least
            count += isOne ? 1 : 0
        }
        guard count > 0 else { return 0 }
        let first = bin(Double(bitPattern: UInt64(bitPattern: least)))
        unsafe counts.add(UnsafeBufferPointer(rebasing: room[..<count]), shift: 52 - subBits, from: first, through: bin(high))
        return count
    }

    /// Adds the counts of another.
    public mutating func add(_ other: LogLinearHistogram) {
        positive.add(other.positive)
        negative.add(other.negative)
        zeros += other.zeros
        widen(least: other.least, greatest: other.greatest)
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
