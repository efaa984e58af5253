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
    ///   - jobs: how many run at once, from 1.
    ///   - draws: what a member draws.
    public static func run(
        _ scenario: Scenario, _ members: Range<Int>, jobs: Int, draws: @escaping @Sendable (_ member: Int) -> Draws
    ) async -> [SummaryOutcome] {
        await withTaskGroup(of: [(Int, SummaryOutcome)].self) { group in
            for job in 0..<jobs {
                group.addTask {
                    stride(from: members.lowerBound + job, to: members.upperBound, by: jobs).map { member in
                        (member, outcome(scenario, member, draws(member)))
                    }
                }
            }
            var all: [(Int, SummaryOutcome)] = []
            for await part in group { all += part }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func outcome(_ scenario: Scenario, _ member: Int, _ draws: Draws) -> SummaryOutcome {
        do {
            let summaries = try ScenarioRun.run(scenario, draws) { _, _ in }.summaries
            let values = summaries.flatMap { $0.measures.map { $0.value ?? .nan } }
            if values.contains(where: \.isInfinite) {
                return .failure(MemberFailure(member: member, message: "a measure is beyond the range of a double"))
            }
            return .success(values)
        } catch {
            return .failure(MemberFailure(member: member, message: "\(error)"))
        }
    }
}
