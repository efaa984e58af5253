internal import EnforcementModel
public import Numerics

/// The distribution of one measure of one pair on one day over the members.
public struct MeasureSketch: Sendable, Equatable {
    /// For quantiles.
    public internal(set) var histogram = LogLinearHistogram()
    /// For mean and deviation.
    public internal(set) var moments = Moments()

    public init() {}

    /// Counts a member's value.
    public mutating func add(_ value: Double) {
        histogram.add(value)
        moments.add(value)
    }

    mutating func add(_ values: Span<Double>) {
        for i in values.indices {
            add(values[i])
        }
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
    ///
    /// - Parameter isIn: the members that count, by their place in the block.
    mutating func add(_ block: MemberBlock, _ isIn: [Bool], day: Int) {
        let allIn = !isIn.contains(false)
        for m in measures.indices {
            block.withValues(output: day, place: m) { values in
                if allIn {
                    measures[m].add(values)
                } else {
                    var some: [Double] = []
                    for place in values.indices where isIn[place] { some.append(values[place]) }
                    measures[m].add(some.span)
                }
            }
        }
        for pair in 0..<statuses.count / Self.statusCount { addStatuses(block, isIn, day: day, pair: pair) }
    }

    private mutating func addStatuses(_ block: MemberBlock, _ isIn: [Bool], day: Int, pair: Int) {
        var counts = [UInt32](repeating: 0, count: PairStatus.codes)
        for pack in 0..<block.packs {
            let codes = block.statuses(output: day, pair: pair, pack: pack)
            for lane in 0..<EnsembleMembers.perPack where isIn[pack * EnsembleMembers.perPack + lane] { counts[Int(codes[lane])] += 1 }
        }
        let base = pair * Self.statusCount
        for code in counts.indices where counts[code] > 0 {
            let places = PairStatus.places(ofCode: code)
            statuses[base + places.access] += counts[code]
            statuses[base + Access.allCases.count + places.stage] += counts[code]
            statuses[base + Access.allCases.count + Stage.allCases.count + places.registry] += counts[code]
        }
    }

    mutating func add(_ other: DaySketch) {
        for i in measures.indices { measures[i].add(other.measures[i]) }
        for i in statuses.indices { statuses[i] += other.statuses[i] }
    }
}
