internal import EnforcementModel
internal import ScenarioFormat
public import Numerics

/// The distribution of one measure of one pair on one day over the members.
public struct MeasureSketch: Sendable, Equatable {
    /// Values of this size or more have no place in it, as these have no square in a double.
    public static let largest = 1e150

    /// For quantiles.
    public internal(set) var histogram = LogLinearHistogram()
    /// For mean and deviation.
    public internal(set) var moments = Moments()

    /// Of no member yet.
    public init() {}

    /// Counts a member's value.
    public mutating func add(_ value: Double) {
        histogram.add(value)
        moments.add(value)
    }

    /// Counts many values at once, without note of the least and the greatest.
    mutating func count(_ packs: Span<SIMD8<Double>>, _ range: ValueRange) {
        if range.least == range.greatest {
            let times = packs.count * SIMD8<Double>.scalarCount
            histogram.count(range.least, times: times)
            moments.add(range.least, times: times)
        } else {
            histogram.prefetch(from: range.least, through: range.greatest)
            moments.add(packs, largest: max(range.least.magnitude, range.greatest.magnitude))
            histogram.count(packs, from: range.least, through: range.greatest)
        }
    }

    /// Counts a member's value, without note of the least and the greatest.
    mutating func count(_ value: Double) {
        histogram.count(value)
        moments.add(value)
    }

    /// Takes back a value that was counted.
    mutating func remove(_ value: Double) {
        histogram.count(value, times: -1)
        moments.remove(value)
    }

    mutating func add(_ other: MeasureSketch) {
        histogram.add(other.histogram)
        moments.add(other.moments)
    }
}

/// All bands of one day of output.
public struct DaySketch: Sendable, Equatable {
    /// By pair and measure.
    public internal(set) var measures: [MeasureSketch]
    /// Members by pair and status: access, then stage, then registry.
    public internal(set) var statuses: [UInt32]

    static let statusCount = Access.allCases.count + Stage.allCases.count + Registry.allCases.count

    init(pairs: Int) {
        measures = .init(repeating: MeasureSketch(), count: pairs * BandMeasure.allCases.count)
        statuses = .init(repeating: 0, count: pairs * Self.statusCount)
    }

    /// Counts what members show on the day, without note of the least and the greatest.
    ///
    /// - Parameters:
    ///   - day: its place in the buffer.
    ///   - ranges: the least and the greatest values, by pair and measure.
    mutating func count(_ buffer: StretchBuffer, _ present: PresentMembers, day: Int, _ ranges: ArraySlice<ValueRange>) {
        for m in measures.indices {
            buffer.withValues(day: day, place: m) { packs in
                let whole = packs.extracting(present.wholePacks)
                if !whole.isEmpty { measures[m].count(whole, ranges[ranges.startIndex + m]) }
                for (pack, lane) in present.others { measures[m].count(packs[pack][lane]) }
            }
        }
        for pair in 0..<statuses.count / Self.statusCount {
            for (code, count) in buffer.statusCounts(present, day: day, pair: pair).enumerated() where count > 0 {
                countStatus(code, pair, count)
            }
        }
    }

    /// Takes back what a member showed on the day.
    ///
    /// - Parameters:
    ///   - place: the member's, in the buffer.
    ///   - day: its place in the buffer.
    mutating func remove(_ buffer: StretchBuffer, member place: Int, day: Int) {
        let (pack, lane) = place.quotientAndRemainder(dividingBy: EnsembleMembers.perPack)
        for m in measures.indices { buffer.withValues(day: day, place: m) { measures[m].remove($0[pack][lane]) } }
        for pair in 0..<statuses.count / Self.statusCount {
            countStatus(Int(buffer.statuses(day: day, pair: pair, pack: pack)[lane]), pair, -1)
        }
    }

    private mutating func countStatus(_ code: Int, _ pair: Int, _ count: Int) {
        let places = PairStatus.places(ofCode: code)
        let base = pair * Self.statusCount
        for place in [places.access, Access.allCases.count + places.stage, Access.allCases.count + Stage.allCases.count + places.registry] {
            statuses[base + place] = UInt32(Int(statuses[base + place]) + count)
        }
    }

    /// Takes note of the least and the greatest of the values counted, by pair and measure.
    mutating func widen(_ ranges: ArraySlice<ValueRange>) {
        for (m, range) in zip(measures.indices, ranges) {
            measures[m].histogram.widen(least: range.least, greatest: range.greatest)
        }
    }

    mutating func add(_ other: DaySketch) {
        for i in measures.indices { measures[i].add(other.measures[i]) }
        for i in statuses.indices { statuses[i] += other.statuses[i] }
    }
}
