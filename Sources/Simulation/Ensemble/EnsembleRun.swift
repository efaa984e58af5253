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

    /// A row as given.
    public init(member: Int, draws: [Double], summary: [Double]) {
        (self.member, self.draws, self.summary) = (member, draws, summary)
    }
}

/// Runs the members of an ensemble, in blocks and on all cores; what comes out depends on neither.
public struct EnsembleRun: Sendable {
    /// Memory for members in work. Unit: bytes.
    private static let workMemory = 256 << 20

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
    /// - Throws: what `onBlock` throws; a member that can't be computed is counted in the state instead.
    public func run(_ state: EnsembleState, jobs: Int, onBlock: (EnsembleState, [MemberRow]) throws -> Void) async throws {
        let perPack = EnsembleMembers.perPack
        let jobs = max(1, jobs)
        while !state.isComplete {
            let wanted = state.range.lowerBound + state.done..<state.range.upperBound
            let packs = wanted.lowerBound / perPack..<(wanted.upperBound - 1) / perPack + 1
            let each = PackGroup.packs(of: packs.count, jobs: jobs, members, memory: Self.workMemory / (baseline == nil ? 1 : 2))
            let groups = (0..<jobs).map { packs.lowerBound + $0 * each..<packs.lowerBound + ($0 + 1) * each }.map {
                PackGroup(members: members, baseline: baseline, packs: $0.clamped(to: packs), wanted: wanted)
            }
            var rows: [MemberRow] = []
            for outcome in await outcomes(groups, state.days) {
                state.done += 1
                switch outcome {
                case .success(let row): rows.append(row)
                case .failure(let failure): state.failures.append(failure)
                }
            }
            try onBlock(state, rows)
        }
    }

    /// The members of groups, in order.
    private func outcomes(_ groups: [PackGroup], _ days: [DaySketchBox]) async -> [Result<MemberRow, MemberFailure>] {
        await withTaskGroup(of: (Int, [Result<MemberRow, MemberFailure>]).self) { tasks in
            for (place, group) in groups.enumerated() where !group.packs.isEmpty {
                tasks.addTask { (place, group.run(into: days)) }
            }
            var all: [(Int, [Result<MemberRow, MemberFailure>])] = []
            for await part in tasks { all.append(part) }
            return all.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }
}
