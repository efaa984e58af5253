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

    /// Adds many values at once.
    mutating func add(_ packs: Span<SIMD8<Double>>) {
        guard packs.count > 0 else { return }
        var (least, greatest) = (packs[0], packs[0])
        for i in packs.indices {
            least.replace(with: packs[i], where: packs[i] .< least)
            greatest.replace(with: packs[i], where: packs[i] .> greatest)
        }
        let (low, high) = (least.min(), greatest.max())
        if low == high {
            histogram.add(low, times: packs.count * SIMD8<Double>.scalarCount)
            moments.add(low, times: packs.count * SIMD8<Double>.scalarCount)
        } else {
            histogram.add(packs, least: low, greatest: high)
            moments.add(packs)
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
    mutating func add(_ block: MemberBlock, _ present: PresentMembers, day: Int) {
        for m in measures.indices {
            block.withValues(output: day, place: m) { packs in
                measures[m].add(packs.extracting(present.wholePacks))
                for (pack, lane) in present.others { measures[m].add(packs[pack][lane]) }
            }
        }
        for pair in 0..<statuses.count / Self.statusCount { addStatuses(block, present, day: day, pair: pair) }
    }

    private mutating func addStatuses(_ block: MemberBlock, _ present: PresentMembers, day: Int, pair: Int) {
        var counts = [UInt32](repeating: 0, count: PairStatus.codes)
        for pack in present.wholePacks {
            let codes = block.statuses(output: day, pair: pair, pack: pack)
            if codes == SIMD8(repeating: codes[0]) {
                counts[Int(codes[0])] += UInt32(EnsembleMembers.perPack)
            } else {
                for lane in 0..<EnsembleMembers.perPack { counts[Int(codes[lane])] += 1 }
            }
        }
        for (pack, lane) in present.others { counts[Int(block.statuses(output: day, pair: pair, pack: pack)[lane])] += 1 }
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
