public import EnforcementModel
public import Numerics

/// The distribution of one measure of one pair on one day over the members.
public struct MeasureSketch: Sendable, Equatable {
    public internal(set) var histogram = LogLinearHistogram()
    var sum = ExactSum()
    var squares = ExactSum()

    mutating func add(_ value: Double) {
        histogram.add(value)
        sum.add(value)
        squares.addSquare(value)
    }

    mutating func add(_ other: MeasureSketch) {
        histogram.add(other.histogram)
        sum.add(other.sum)
        squares.add(other.squares)
    }

    /// The number of members, M.
    public var count: Int { Int(histogram.count) }

    public var mean: Double { count > 0 ? (sum.value.high + sum.value.low) / Double(count) : .nan }

    /// With M − 1; nil where there is only one member.
    public var standardDeviation: Double? {
        guard count > 1 else { return nil }
        // Σx² − (Σx)²/M in pairs of doubles, as the two may agree in all digits of one.
        let (s, q) = (sum.value, squares.value)
        let m = Double(count)
        let mean = s.high / m
        // The sum is mean · M + rest; then Σ(x − mean)² = Σx² − mean (2 Σx − mean M), and the rest's part is of second order.
        let product = DoublePair.product(mean, s.high).subtracting(s.low * -mean)
        let spread = DoublePair(q.high, q.low).subtracting(product)
        return (max(0, spread) / (m - 1)).squareRoot()
    }
}

/// All bands of an ensemble, day by day.
public final class DaySketch: @unchecked Sendable {
    // Unchecked: each day is touched by one task at a time; see `EnsembleRun`.
    /// By pair and measure.
    public internal(set) var measures: [MeasureSketch]
    /// Members by pair and status: access, stage, registry.
    public internal(set) var statuses: [UInt32]

    static let statusCount = Access.allCases.count + Stage.allCases.count + Registry.allCases.count

    init(pairs: Int) {
        measures = .init(repeating: MeasureSketch(), count: pairs * BandMeasure.allCases.count)
        statuses = .init(repeating: 0, count: pairs * Self.statusCount)
    }
}
