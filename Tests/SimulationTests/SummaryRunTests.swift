import EnforcementModel
import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

/// Runs of which only the summary measures are kept, against the members' plain runs, one by one.
@Suite struct SummaryRunTests {
    private let steps = #""block": {"rate_per_year": 5, "effectiveness": {"uniform": [0.2, 1]}}, "unblock": {"after": "block", "days": 30}"#

    private func scenario(_ pair: String, days: Int = 150, steps: String = "", extra: String = "") throws -> Scenario {
        try TestScenario.onePair(
            days: days, pair: pair + #", "adoption": {"imitation_per_year": {"uniform": [0.5, 2]}, "ceiling_share": 0.5}"#, steps: steps,
            extra: extra)
    }

    private func design(_ scenario: Scenario, members: Int) throws -> EnsembleDesign {
        try #require(EnsembleDesign(scenario, EnsembleSettings(members: members, seed: 4, design: .random)))
    }

    @Test(arguments: [1, 2, 3, 100]) func membersComeInOrderAndAreThoseOfThePlainRun(_ jobs: Int) async throws {
        let scenario = try scenario(#""direct_users": {"uniform": [1000, 90000]}"#, steps: steps)
        let design = try design(scenario, members: 60)
        let outcomes = await SummaryRun.run(scenario, 3..<46, jobs: jobs, draws: design.draws)
        #expect(outcomes.count == 43)
        for (member, outcome) in zip(3..., outcomes) {
            guard case .success(let values) = outcome else {
                Issue.record("member \(member) failed")
                continue
            }
            let plain = try ScenarioRun.run(scenario, design.draws(member)) { _, _ in }
            let expected = plain.summaries.flatMap { $0.measures.map { $0.value ?? .nan } }
            #expect(values.count == expected.count)
            for (a, b) in zip(values, expected) { #expect(a.isNaN == b.isNaN && (a.isNaN || agree(a, b, relative: 1e-6, absolute: 1e-3))) }
        }
    }

    /// The most users are on a day within a step of the integration, many of them with a tool though they could connect.
    @Test func thePeakCountsThoseWhoKeepTheirTools() async throws {
        let scenario = try scenario(
            #""direct_users": 20000, "circumventing_users": {"uniform": [10000, 60000]}, "tool_drop_days": 80"#, days: 100,
            steps: #""block": {"days": 50.5, "effectiveness": 0.9}"#)
        let design = try design(scenario, members: 8)
        for (member, outcome) in await SummaryRun.run(scenario, 0..<8, jobs: 1, draws: design.draws).enumerated() {
            guard case .success(let values) = outcome else {
                Issue.record("member \(member) failed")
                continue
            }
            var most = 0.0
            _ = try ScenarioRun.run(scenario, design.draws(member)) { record, _ in most = max(most, record.pairs[0].activeUsers) }
            #expect(agree(values[2], most, relative: 1e-8) && most > values[0])
        }
    }

    @Test func whoFailsSaysWhyAndLeavesTheOthers() async throws {
        let scenario = try scenario(#""direct_users": {"discrete": {"values": [1000, 1e300], "weights": [1, 1]}}"#, days: 20)
        let outcomes = await SummaryRun.run(scenario, 0..<8, jobs: 1) { Draws([1000, $0 == 5 ? 1e308 : 1]) }
        for (member, outcome) in outcomes.enumerated() {
            switch outcome {
            case .success(let values): #expect(member != 5 && values[0] == 1000)
            case .failure(let failure): #expect(member == 5 && failure.member == 5 && failure.message.contains("2020-01-01"), "\(failure)")
            }
        }
    }

    /// 1e305 dollars a user and day over a thousand users and twenty days of a block are more than a double holds.
    @Test func aMeasureBeyondTheRangeOfADoubleFails() async throws {
        let scenario = try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "2020-01-21", "services": {"s": {}},
             "markets": {"m": {"online_population": 1e6, "economic_value_usd_per_user_day": {"discrete": {"values": [1, 1e305], "weights": [1, 1]}},
                "services": {"s": {"direct_users": 1000, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}}}}},
             "enforcement": {"c": {"market": "m", "service": "s", "steps": {"block": {"on": "2020-01-01", "effectiveness": 1}}}}}
            """)
        let outcomes = await SummaryRun.run(scenario, 10..<12, jobs: 1) { Draws([$0 == 11 ? 1e305 : 1]) }
        guard case .success = outcomes[0], case .failure(let failure) = outcomes[1] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(failure == MemberFailure(member: 11, message: "a measure is beyond the range of a double"))
    }
}
