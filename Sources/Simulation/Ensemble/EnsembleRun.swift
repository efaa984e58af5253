public import EnforcementModel
public import ScenarioFormat

/// A member's row: what it drew and its summary measures.
public struct MemberRow: Sendable {
    /// Its number, from 0.
    public let member: Int
    /// In the order of `Scenario.uncertain`.
    public let draws: [Double]
    /// By pair and summary measure; not a number where undefined.
    public internal(set) var summary: [Double]

    public init(member: Int, draws: [Double], summary: [Double]) {
        (self.member, self.draws, self.summary) = (member, draws, summary)
    }
}

/// Runs the members of an ensemble, in blocks and on all cores; what comes out depends on neither.
public struct EnsembleRun: Sendable {
    /// Memory for the values of one block of members. Unit: bytes.
    private static let blockMemory = 128 << 20
    private static let mostPacks = 128

    /// What is run.
    public let scenario: Scenario
    /// How many members, and which draws.
    public let settings: EnsembleSettings
    /// The pairs, numbered.
    public let index: PairIndex
    /// The days of output, from start.
    public let outputDays: [Int]
    private let members: EnsembleMembers
    /// The members whose values are taken from those of `members`; nil where none are.
    private var baseline: EnsembleMembers?

    /// Nil where a Sobol design would need more dimensions than there are.
    public init?(_ scenario: Scenario, _ settings: EnsembleSettings) {
        guard let design = EnsembleDesign(scenario, settings) else { return nil }
        self.scenario = scenario
        self.settings = settings
        let structure = ModelStructure(scenario)
        index = structure.pairs
        var days = OutputDays(scenario)
        outputDays = (0...scenario.end.dayNumber - scenario.start.dayNumber).filter { days.contains($0) }
        members = EnsembleMembers(
            structure: structure, outputDays: outputDays, integrator: settings.integrator, count: settings.members, draws: design.draws)
    }

    /// The same members as differences from those of another scenario with the same draws.
    ///
    /// Nil where the two don't have the same pairs and days of output.
    public func differences(from baseline: EnsembleRun) -> EnsembleRun? {
        func pairs(_ run: EnsembleRun) -> [[String]] { run.index.all.map { [$0.marketName, $0.serviceName] } }
        guard pairs(self) == pairs(baseline), outputDays == baseline.outputDays, scenario.start == baseline.scenario.start else {
            return nil
        }
        var differences = self
        differences.baseline = baseline.members
        return differences
    }

    /// The cells that have bands: days of output, pairs and measures.
    public var cells: Int { outputDays.count * index.all.count * BandMeasure.allCases.count }

    /// The members of part `number`, from 1, of `parts` of about equal size.
    public func members(part number: Int, of parts: Int) -> Range<Int> {
        (number - 1) * settings.members / parts..<number * settings.members / parts
    }

    /// The state before any of those members.
    public func emptyState(_ range: Range<Int>) -> EnsembleState {
        EnsembleState(range: range, days: outputDays.count, pairs: index.all.count)
    }

    /// Runs the members that the state lacks.
    ///
    /// - Parameters:
    ///   - state: what is done so far.
    ///   - jobs: how many run at once, from 1.
    ///   - onBlock: sees the state after each block of members, with their rows in order.
    public func run(_ state: EnsembleState, jobs: Int, onBlock: (EnsembleState, [MemberRow]) throws -> Void) async throws {
        let perPack = EnsembleMembers.perPack
        let packsLeft = (state.range.upperBound - 1) / perPack - (state.range.lowerBound + state.done) / perPack + 1
        let packs = max(1, min(Self.mostPacks, packsLeft, Self.blockMemory / (8 * perPack * max(1, cells))))
        let block = MemberBlock(packs: packs, days: outputDays.count, pairs: index.all.count)
        let baselineBlock = baseline == nil ? nil : MemberBlock(packs: packs, days: outputDays.count, pairs: index.all.count)
        while !state.isComplete {
            let first = state.range.lowerBound + state.done
            let firstPack = first / perPack
            let range = first..<min((firstPack + packs) * perPack, state.range.upperBound)
            var rows: [MemberRow] = []
            // A pack is run whole, and members of it that belong to another shard are left out.
            var isIn = [Bool](repeating: false, count: packs * perPack)
            for (place, outcome) in await outcomes(firstPack...(range.upperBound - 1) / perPack, block, baselineBlock, max(1, jobs)) {
                guard range.contains(firstPack * perPack + place) else { continue }
                switch outcome {
                case .success(let row):
                    rows.append(row)
                    isIn[place] = true
                case .failure(let failure): state.failures.append(failure)
                }
            }
            await add(block, PresentMembers(isIn), to: state.days, max(1, jobs))
            state.done += range.count
            try onBlock(state, rows)
        }
    }

    /// The members of packs, each with its place in the block, in order.
    private func outcomes(_ packs: ClosedRange<Int>, _ block: MemberBlock, _ baselineBlock: MemberBlock?, _ jobs: Int) async
        -> [(place: Int, Result<MemberRow, MemberFailure>)]
    {
        await withTaskGroup(of: [(place: Int, Result<MemberRow, MemberFailure>)].self) { group in
            for job in 0..<min(jobs, packs.count) {
                group.addTask {
                    stride(from: packs.lowerBound + job, through: packs.upperBound, by: jobs).flatMap { pack in
                        let place = pack - packs.lowerBound
                        let outcomes = outcomes(pack, block, baselineBlock, place)
                        return outcomes.enumerated().map { (place * EnsembleMembers.perPack + $0, $1) }
                    }
                }
            }
            var all: [(place: Int, Result<MemberRow, MemberFailure>)] = []
            for await part in group { all += part }
            return all.sorted { $0.place < $1.place }
        }
    }

    /// The members of a pack, as differences where there is a baseline.
    private func outcomes(_ pack: Int, _ block: MemberBlock, _ baselineBlock: MemberBlock?, _ place: Int)
        -> [Result<MemberRow, MemberFailure>]
    {
        let own = members.run(pack: pack, into: block, at: place)
        guard let baseline, let baselineBlock else { return own }
        let other = baseline.run(pack: pack, into: baselineBlock, at: place)
        block.subtract(baselineBlock, pack: place, outputs: outputDays.count)
        return zip(own, other).map { own, other in
            own.flatMap { row in
                other.map { otherRow in
                    var row = row
                    for i in row.summary.indices { row.summary[i] -= otherRow.summary[i] }
                    return row
                }
            }
        }
    }

    private func add(_ block: MemberBlock, _ present: PresentMembers, to days: [DaySketchBox], _ jobs: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for job in 0..<jobs {
                group.addTask {
                    for day in stride(from: job, to: days.count, by: jobs) { days[day].sketch.add(block, present, day: day) }
                }
            }
        }
    }
}
