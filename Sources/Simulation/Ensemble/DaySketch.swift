internal import EnforcementModel
public import Numerics

/// The distribution of one measure of one pair on one day over the members.
public struct MeasureSketch: Sendable, Equatable {
    public internal(set) var histogram = LogLinearHistogram()
    public internal(set) var moments = Moments()

    mutating func add(_ value: Double) {
        histogram.add(value)
        moments.add(value)
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

    /// Adds the members' values and statuses of the day.
    mutating func add(_ results: [MemberResult], day: Int) {
        let pairs = statuses.count / Self.statusCount
        for m in measures.indices {
            for result in results { measures[m].add(result.values[day * measures.count + m]) }
        }
        for result in results {
            for pair in 0..<pairs {
                let status = result.statuses[day * pairs + pair]
                let base = pair * Self.statusCount
                statuses[base + status.access.place] += 1
                statuses[base + Access.allCases.count + status.stage.place] += 1
                statuses[base + Access.allCases.count + Stage.allCases.count + status.registry.place] += 1
            }
        }
    }

    mutating func add(_ other: DaySketch) {
        for i in measures.indices { measures[i].add(other.measures[i]) }
        for i in statuses.indices { statuses[i] += other.statuses[i] }
    }
}
