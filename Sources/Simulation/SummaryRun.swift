internal import EnforcementModel
public import ScenarioFormat

/// What a member's run comes to where its days aren't kept.
public enum SummaryOutcome: Sendable {
    /// The summary measures by pair and measure, in the order of `PairSummary.names`; not a number where undefined.
    case success([Double])
    case failure(MemberFailure)
}

/// Runs of members of which the summary measures are all that is kept.
public enum SummaryRun {
    /// The outcomes of the members, in order, the same whatever `jobs` is.
    ///
    /// - Parameters:
    ///   - scenario: what is to be run.
    ///   - members: which of them.
    ///   - jobs: how many run at once, from 1.
    ///   - draws: what a member draws.
    public static func run(
        _ scenario: Scenario, _ members: Range<Int>, jobs: Int, draws: @escaping @Sendable (_ member: Int) -> Draws
    ) async -> [SummaryOutcome] {
        let structure = ModelStructure(scenario)
        let packs = Array(stride(from: members.lowerBound, to: members.upperBound, by: PackRun.lanes))
        return await withTaskGroup(of: [(Int, [SummaryOutcome])].self) { group in
            for job in 0..<min(jobs, packs.count) {
                group.addTask {
                    stride(from: packs[job], to: members.upperBound, by: jobs * PackRun.lanes).map { first in
                        (first, outcomes(structure, first..<min(first + PackRun.lanes, members.upperBound), draws))
                    }
                }
            }
            var all: [(Int, [SummaryOutcome])] = []
            for await part in group { all += part }
            return all.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// The outcomes of a pack of members.
    private static func outcomes(_ structure: ModelStructure, _ members: Range<Int>, _ draws: (Int) -> Draws) -> [SummaryOutcome] {
        let run = PackRun(structure, members.map(draws), outputDays: [Int(structure.end)])
        run.runToEnd()
        return members.map { member in
            let lane = member - members.lowerBound
            if let failure = run.failures[lane] { return .failure(MemberFailure(member: member, message: "\(failure)")) }
            let values = run.summaries(ofLane: lane).flatMap { $0.measures.map { $0.value ?? .nan } }
            if values.contains(where: \.isInfinite) {
                return .failure(MemberFailure(member: member, message: "a measure is beyond the range of a double"))
            }
            return .success(values)
        }
    }
}
