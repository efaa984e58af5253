public import EnforcementModel
public import ScenarioFormat

/// A member's row: what it drew and its summary measures; nil where it failed.
public struct MemberRow: Sendable {
    public let member: Int
    /// In the order of `Scenario.uncertain`.
    public let draws: [Double]
    /// By pair and summary measure; not a number where undefined.
    public let summary: [Double]

    public init(member: Int, draws: [Double], summary: [Double]) {
        (self.member, self.draws, self.summary) = (member, draws, summary)
    }
}

/// Runs the members of an ensemble, in blocks and on all cores; what comes out depends on neither.
public struct EnsembleRun: Sendable {
    /// Memory for the results of the members of one block. Unit: bytes.
    private static let blockMemory = 64 << 20
    private static let largestBlock = 128

    public let scenario: Scenario
    public let settings: EnsembleSettings
    public let index: PairIndex
    /// The days of output, from start.
    public let outputDays: [Int]
    /// The result of a member.
    private let result: @Sendable (_ member: Int) throws -> MemberResult

    /// Nil where a Sobol design would need more dimensions than there are.
    public init?(_ scenario: Scenario, _ settings: EnsembleSettings) {
        guard let design = EnsembleDesign(scenario, settings) else { return nil }
        self.scenario = scenario
        self.settings = settings
        result = { try MemberResult(scenario, design.draws($0)) }
        index = PairIndex(scenario)
        var days = OutputDays(scenario)
        outputDays = (0...scenario.end.dayNumber - scenario.start.dayNumber).filter { days.contains($0) }
    }

    /// The same members as differences from those of another scenario with the same draws.
    ///
    /// Nil where the two don't have the same pairs and days of output.
    public func differences(from baseline: EnsembleRun) -> EnsembleRun? {
        func pairs(_ run: EnsembleRun) -> [[String]] { run.index.all.map { [$0.marketName, $0.serviceName] } }
        guard pairs(self) == pairs(baseline), outputDays == baseline.outputDays, scenario.start == baseline.scenario.start else {
            return nil
        }
        let own = result
        return EnsembleRun(self) { try own($0).less(baseline.result($0)) }
    }

    private init(_ run: EnsembleRun, result: @escaping @Sendable (_ member: Int) throws -> MemberResult) {
        (scenario, settings, index, outputDays) = (run.scenario, run.settings, run.index, run.outputDays)
        self.result = result
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
    ///   - jobs: how many run at once, from 1.
    ///   - onBlock: sees the state after each block of members, with their rows in order.
    public func run(_ state: EnsembleState, jobs wanted: Int, onBlock: (EnsembleState, [MemberRow]) throws -> Void) async throws {
        // No more tasks than there are members or days to share out.
        let jobs = max(1, min(wanted, Self.largestBlock))
        let block = max(1, min(Self.largestBlock, Self.blockMemory / (8 * max(1, cells))))
        while !state.isComplete {
            let first = state.range.lowerBound + state.done
            let outcomes = await outcomes(first..<min(first + block, state.range.upperBound), jobs)
            var (results, rows): ([MemberResult], [MemberRow]) = ([], [])
            for (member, outcome) in outcomes {
                switch outcome {
                case .success(let result):
                    results.append(result)
                    rows.append(MemberRow(member: member, draws: result.draws, summary: result.summary))
                case .failure(let failure): state.failures.append(failure)
                }
            }
            await add(MemberBlock(results), to: state.days, jobs)
            state.done += outcomes.count
            try onBlock(state, rows)
        }
    }

    private enum Outcome: Sendable {
        case success(MemberResult)
        case failure(MemberFailure)
    }

    /// The members' runs, in order.
    private func outcomes(_ members: Range<Int>, _ jobs: Int) async -> [(Int, Outcome)] {
        await withTaskGroup(of: [(Int, Outcome)].self) { group in
            for job in 0..<jobs {
                group.addTask {
                    stride(from: members.lowerBound + job, to: members.upperBound, by: jobs).map { member in
                        do {
                            return (member, .success(try result(member)))
                        } catch {
                            return (member, .failure(MemberFailure(member: member, message: "\(error)")))
                        }
                    }
                }
            }
            var all: [(Int, Outcome)] = []
            for await part in group { all += part }
            return all.sorted { $0.0 < $1.0 }
        }
    }

    private func add(_ block: MemberBlock, to days: [DaySketchBox], _ jobs: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for job in 0..<jobs {
                group.addTask {
                    for day in stride(from: job, to: days.count, by: jobs) { days[day].sketch.add(block, day: day) }
                }
            }
        }
    }
}
