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

    public init() {}

    /// How many values there are.
    public var count: UInt64 { positive.total + negative.total + zeros }

    /// Counts a value.
    public mutating func add(_ value: Double) {
        least = min(least, value)
        greatest = max(greatest, value)
        count(value, times: 1)
    }

    private mutating func count(_ value: Double, times: UInt64) {
        let bin = Self.bin(value.magnitude)
        if bin < Self.smallestBin { zeros += times } else if value > 0 { positive.add(bin, times) } else { negative.add(bin, times) }
    }

    /// Adds many values at once, which lie between two of them.
    public mutating func add(_ packs: Span<SIMD8<Double>>, least low: Double, greatest high: Double) {
        least = min(least, low)
        greatest = max(greatest, high)
        if low >= Self.smallest {
            positive.add(packs, shift: 52 - Self.subBits, from: Self.bin(low), through: Self.bin(high))
        } else {
            for i in packs.indices {
                for lane in 0..<SIMD8<Double>.scalarCount { count(packs[i][lane], times: 1) }
            }
        }
    }

    /// Adds the same value a number of times.
    public mutating func add(_ value: Double, times: Int) {
        least = min(least, value)
        greatest = max(greatest, value)
        count(value, times: UInt64(times))
    }

    /// Adds the counts of another.
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
