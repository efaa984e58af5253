internal import EnforcementModel
public import Numerics

/// The distribution of one measure of one pair on one day over the members.
public struct MeasureSketch: Sendable, Equatable {
    public internal(set) var histogram = LogLinearHistogram()
    public internal(set) var moments = Moments()

    public init() {}

    public mutating func add(_ value: Double) {
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

    /// Adds a block's values and statuses of the day.
    mutating func add(_ block: MemberBlock, day: Int) {
        for m in measures.indices {
            for place in stride(from: day * measures.count + m, to: block.values.count, by: block.valuesPerMember) {
                measures[m].add(block.values[place])
            }
        }
        let pairs = statuses.count / Self.statusCount
        for pair in 0..<pairs {
            let base = pair * Self.statusCount
            for place in stride(from: day * pairs + pair, to: block.statuses.count, by: block.statusesPerMember) {
                let status = block.statuses[place]
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

/// The results of a block of members, one after the other.
struct MemberBlock: Sendable {
    let values: [Double]
    let statuses: [PairStatus]
    let valuesPerMember: Int
    let statusesPerMember: Int

    init(_ results: [MemberResult]) {
        values = results.flatMap(\.values)
        statuses = results.flatMap(\.statuses)
        valuesPerMember = max(1, results.first?.values.count ?? 1)
        statusesPerMember = max(1, results.first?.statuses.count ?? 1)
    }
}
