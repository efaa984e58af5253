/// Counts of values in bins whose width is proportional to the value: quantiles with a stated relative error, in any order of
/// adding and merging.
///
/// A bin is the sign, the exponent and the first seven bits of the significand of a double, so that it is found without a
/// logarithm. Values in a bin differ by at most 1/128, and its middle from any of them by at most 1/256: 0.4 %.
public struct LogLinearHistogram: Sendable, Equatable {
    /// The largest relative difference between a quantile and the exact one.
    public static let relativeError = 1.0 / 256
    private static let subBits: UInt64 = 7
    /// Magnitudes below this count as zero.
    public static let smallest = 0x1p-60
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
        if rank <= negative.total { return -Self.middle(negative.bin(atRankFromAbove: rank)) }
        rank -= negative.total
        if rank <= zeros { return 0 }
        return Self.middle(positive.bin(atRank: rank - zeros))
    }

    private static func bin(_ magnitude: Double) -> Int { Int(magnitude.bitPattern >> (52 - subBits)) }

    private static func middle(_ bin: Int) -> Double {
        let lower = Double(bitPattern: UInt64(bin) << (52 - subBits))
        let upper = Double(bitPattern: UInt64(bin + 1) << (52 - subBits))
        return lower + (upper - lower) / 2
    }
}

/// Counts of consecutive bins.
struct BinCounts: Sendable, Equatable {
    private(set) var first = 0
    private(set) var counts: [UInt32] = []
    private(set) var total: UInt64 = 0

    init() {}

    init(first: Int, counts: [UInt32]) {
        self.first = first
        self.counts = counts
        total = counts.reduce(0) { $0 + UInt64($1) }
    }

    mutating func add(_ bin: Int, _ count: UInt32 = 1) {
        if counts.isEmpty {
            first = bin
            counts = [count]
        } else if bin < first {
            counts.insert(contentsOf: repeatElement(0, count: first - bin), at: 0)
            first = bin
            counts[0] = count
        } else if bin >= first + counts.count {
            counts.append(contentsOf: repeatElement(0, count: bin - first - counts.count + 1))
            counts[bin - first] = count
        } else {
            counts[bin - first] += count
        }
        total += UInt64(count)
    }

    mutating func add(_ other: BinCounts) {
        for (i, count) in other.counts.enumerated() where count > 0 { add(other.first + i, count) }
    }

    /// The bin of the rank-th smallest, from 1.
    func bin(atRank rank: UInt64) -> Int {
        var left = rank
        for (i, count) in counts.enumerated() {
            if left <= UInt64(count) { return first + i }
            left -= UInt64(count)
        }
        return first + counts.count - 1
    }

    /// The bin of the rank-th largest, from 1.
    func bin(atRankFromAbove rank: UInt64) -> Int { bin(atRank: total - rank + 1) }
}
