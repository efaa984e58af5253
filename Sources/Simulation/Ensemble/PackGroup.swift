internal import EnforcementModel
internal import Numerics
internal import Synchronization

/// Packs that one task runs side by side, a stretch of days after another, so that the bands of a day are touched once for all of them.
struct PackGroup: Sendable {
    private static let mostPacks = 128

    let members: EnsembleMembers
    /// The members whose values are taken from those of `members`; nil where none are.
    let baseline: EnsembleMembers?
    /// By number.
    let packs: Range<Int>
    /// The members that are asked for: a pack is run whole, and members of it that belong to another shard are left out.
    let wanted: Range<Int>

    /// How many packs a group has.
    ///
    /// - Parameters:
    ///   - left: packs that are left to be run.
    ///   - jobs: groups at a time.
    ///   - memory: for all of these, in bytes.
    static func packs(of left: Int, jobs: Int, _ members: EnsembleMembers, memory: Int) -> Int {
        max(1, min(mostPacks, (left + jobs - 1) / jobs, memory / jobs / members.packSize))
    }

    /// What the wanted members come to, in order; their days are counted in the sketches.
    func run(into days: [DaySketchBox]) -> [Result<MemberRow, MemberFailure>] {
        var isIn = (packs.lowerBound * EnsembleMembers.perPack..<packs.upperBound * EnsembleMembers.perPack).map(wanted.contains)
        var ranges = Ranges(self)
        let progress = GroupProgress(self)
        var daysCounted = 0
        while let stretch = progress.advance() {
            // Once a member has failed, all days so far hold one too many: what follows only shows who else fails.
            guard progress.failed(isIn).isEmpty else { continue }
            count(progress, PresentMembers(isIn), stretch, days, &ranges)
            daysCounted = stretch.upperBound
        }
        let failed = progress.failed(isIn)
        let outcomes = isIn.indices.filter { isIn[$0] }.map(progress.outcome)
        if !failed.isEmpty {
            for place in failed { isIn[place] = false }
            ranges = Ranges(self)
            countAgain(without: failed, PresentMembers(isIn), daysCounted, days, &ranges)
        }
        for day in days.indices { days[day].sketch.withLock { $0.widen(ranges.ofDay(day)) } }
        return outcomes
    }

    /// Counts the days from `daysCounted` on, and takes the members that failed from those before.
    private func countAgain(
        without failed: [Int], _ present: PresentMembers, _ daysCounted: Int, _ days: [DaySketchBox], _ ranges: inout Ranges
    ) {
        let progress = GroupProgress(self)
        while let stretch = progress.advance() {
            guard stretch.lowerBound < daysCounted else {
                count(progress, present, stretch, days, &ranges)
                continue
            }
            for day in stretch {
                days[day].sketch.withLock { sketch in
                    for place in failed { sketch.remove(progress.buffer, member: place, day: day - stretch.lowerBound) }
                }
                ranges.note(day, progress.buffer, present, dayInBuffer: day - stretch.lowerBound)
            }
        }
    }

    private func count(
        _ progress: GroupProgress, _ present: PresentMembers, _ stretch: Range<Int>, _ days: [DaySketchBox], _ ranges: inout Ranges
    ) {
        for day in stretch {
            let place = day - stretch.lowerBound
            ranges.note(day, progress.buffer, present, dayInBuffer: place)
            days[day].sketch.withLock { $0.count(progress.buffer, present, day: place, ranges.ofDay(day)) }
        }
    }

    /// The least and the greatest values of a group's members: apart from those of the sketches until it is known that none fails.
    private struct Ranges {
        private var all: [ValueRange]
        private let perDay: Int

        init(_ group: PackGroup) {
            perDay = group.members.structure.pairs.all.count * BandMeasure.allCases.count
            all = .init(repeating: ValueRange(), count: group.members.outputDays.count * perDay)
        }

        /// By pair and measure.
        func ofDay(_ day: Int) -> ArraySlice<ValueRange> { all[day * perDay..<(day + 1) * perDay] }

        mutating func note(_ day: Int, _ buffer: StretchBuffer, _ present: PresentMembers, dayInBuffer: Int) {
            for place in 0..<perDay { all[day * perDay + place] = buffer.range(present, day: dayInBuffer, place: place) }
        }
    }
}

/// How far a group's packs have come.
final class GroupProgress {
    /// Memory for what a group shows on a stretch: it stays near the processor while it is written and read. Unit: bytes.
    private static let bufferMemory = 4 << 20

    /// What the packs show on the last stretch.
    let buffer: StretchBuffer
    private let baselineBuffer: StretchBuffer?
    private let group: PackGroup
    private let packs: [any MemberPack]
    private let baselinePacks: [any MemberPack]
    private let daysPerStretch: Int
    private var nextDay = 0

    init(_ group: PackGroup) {
        self.group = group
        let (members, pairs) = (group.members, group.members.structure.pairs.all.count)
        let days = members.outputDays.count
        let daysPerStretch =
            members.rests ? max(1, min(days, Self.bufferMemory / (group.packs.count * StretchBuffer.daySize(pairs: pairs)))) : days
        self.daysPerStretch = daysPerStretch
        packs = group.packs.map(members.start)
        baselinePacks = group.baseline.map { group.packs.map($0.start) } ?? []
        func newBuffer() -> StretchBuffer { StretchBuffer(packs: group.packs.count, days: daysPerStretch, pairs: pairs) }
        buffer = newBuffer()
        baselineBuffer = group.baseline == nil ? nil : newBuffer()
    }

    /// Runs the next stretch: its days of output, by number; nil where there is none.
    func advance() -> Range<Int>? {
        let outputDays = group.members.outputDays
        guard nextDay < outputDays.count else { return nil }
        let stretch = nextDay..<min(nextDay + daysPerStretch, outputDays.count)
        nextDay = stretch.upperBound
        for pack in packs.indices {
            func run(_ pack: any MemberPack, _ place: Int, _ buffer: StretchBuffer) {
                pack.run(
                    through: outputDays[stretch.upperBound - 1],
                    into: PackRun.Place(buffer: buffer, firstOutput: stretch.lowerBound, pack: place))
            }
            run(packs[pack], pack, buffer)
            if let baselineBuffer { run(baselinePacks[pack], pack, baselineBuffer) }
        }
        if let baselineBuffer { buffer.subtract(baselineBuffer, days: stretch.count) }
        return stretch
    }

    /// The places of those members that could not be computed so far.
    func failed(_ isIn: [Bool]) -> [Int] {
        let perPack = EnsembleMembers.perPack
        return packs.indices.filter { pack in runs(pack).contains { $0.hasFailed } }
            .flatMap { pack in pack * perPack..<(pack + 1) * perPack }
            .filter { place in isIn[place] && runs(place / perPack).contains { $0.failure(ofLane: place % perPack) != nil } }
    }

    /// Those of a pack, and of its baseline where there is one.
    private func runs(_ pack: Int) -> [any MemberPack] { [packs[pack]] + (baselinePacks.isEmpty ? [] : [baselinePacks[pack]]) }

    /// What the member at a place comes to, as a difference where there is a baseline.
    func outcome(_ place: Int) -> Result<MemberRow, MemberFailure> {
        let (pack, member) = (place / EnsembleMembers.perPack, group.packs.lowerBound * EnsembleMembers.perPack + place)
        let own = group.members.outcome(packs[pack], member)
        guard let baseline = group.baseline else { return own }
        return own.flatMap { row in
            baseline.outcome(baselinePacks[pack], member).map { other in
                var row = row
                for i in row.summary.indices { row.summary[i] -= other.summary[i] }
                return row
            }
        }
    }
}
