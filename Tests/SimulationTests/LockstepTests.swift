import EnforcementModel
import Foundation
import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

/// Members in lockstep against the same members one by one, by GSL; for the library's scenarios Tests/python does the same.
@Suite struct LockstepTests {
    /// Values and rows of the first members.
    private func run(_ scenario: Scenario, _ integrator: EnsembleSettings.Integrator, members: Int) async throws -> (
        means: [Double], rows: [MemberRow], failures: [MemberFailure]
    ) {
        let settings = EnsembleSettings(members: members, seed: 3, design: .lhs, integrator: integrator)
        let run = try #require(EnsembleRun(scenario, settings))
        let state = run.emptyState(0..<members)
        var rows: [MemberRow] = []
        try await run.run(state, jobs: 2) { rows += $1 }
        return (state.sketches.flatMap { $0.measures.map { $0.moments.mean ?? .nan } }, rows, state.failures)
    }

    private func expectAgreement(_ scenario: Scenario, members: Int) async throws {
        let (lockstep, gsl) = (try await run(scenario, .lockstep, members: members), try await run(scenario, .gsl, members: members))
        #expect(lockstep.failures.isEmpty && gsl.failures.isEmpty)
        for (a, b) in zip(lockstep.rows, gsl.rows) {
            #expect(a.member == b.member && a.draws == b.draws)
            for (x, y) in zip(a.summary, b.summary) {
                #expect(x.isNaN == y.isNaN && (x.isNaN || agree(x, y, relative: 1e-7, absolute: 1e-3)), "\(a.member): \(x) \(y)")
            }
        }
        let apart = zip(lockstep.means, gsl.means).filter { !agree($0, $1, relative: 1e-7, absolute: 1e-3) }
        #expect(apart.isEmpty, "\(apart.prefix(4))")
    }

    @Test(arguments: ["bass", "logistic", "gompertz", "richards"]) func agreesWithGSLOnEveryCurve(_ curve: String) async throws {
        let shape = curve == "richards" ? #""shape": {"uniform": [0.3, 3]},"# : ""
        let scenario = try TestScenario.onePair(
            days: 400,
            pair: """
                "direct_users": 20000, "adoption": {"curve": "\(curve)", \(shape) "imitation_per_year": {"uniform": [0.5, 4]}, "ceiling_share": 0.5},
                "churn_per_year": 0.2, "circumvention_share": {"uniform": [0, 1]}, "learning_days": 50, "fatigue_days": 90, "give_up_days": 200
                """,
            steps: """
                "request": {"rate_per_year": 2, "users_reference": 50000, "users_exponent": {"uniform": [0, 2]}, "trust_loss": 0.1},
                "block": {"after": "request", "days": {"uniform": [1, 60]}, "effectiveness": 1, "rollout_days": {"uniform": [0.02, 9]}},
                "restrict_tools": {"after": "block", "days": 40, "tools_working": 0},
                "unblock": {"after": "block", "days": 100}
                """, extra: #""output_every": "P1W""#)
        try await expectAgreement(scenario, members: 12)
    }

    /// Verhulst's curve of 400 million, at the default tolerances: right to a part in 10¹⁰.
    @Test func aLogisticCurve() async throws {
        let scenario = try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "2024-01-01", "output_every": "P1M", "services": {"s": {}},
             "markets": {"m": {"online_population": 1e9, "services": {"s": {"direct_users": 2e6,
                "adoption": {"curve": "logistic", "imitation_per_year": 3, "ceiling_share": 0.4}}}}}}
            """)
        let run = try #require(EnsembleRun(scenario, EnsembleSettings(members: 8, seed: 1, design: .random)))
        let state = run.emptyState(0..<8)
        try await run.run(state, jobs: 1) { _, _ in }
        let active = try #require(BandMeasure.allCases.firstIndex(of: .activeUsers))
        for (day, sketch) in zip(run.outputDays, state.sketches) {
            let exact = 4e8 / (1 + 199 * exp(-3 * Double(day) / 365.25))
            #expect(agree(sketch.measures[active].moments.mean ?? .nan, exact, relative: 1e-10), "day \(day)")
        }
    }

    /// Shocks are forgotten while others go on, in the middle of one so short that it is over within a day, and just before the knot of a
    /// population; quick returns keep steps short.
    @Test func shocksThatEndWhileOthersBegin() async throws {
        let scenario = try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "2020-03-01", "output_every": "P1D", "services": {"s": {}},
             "markets": {"m": {"online_population": {"series": [["2020-01-01", 300000], ["2020-02-10", 320000], ["2020-02-20", 640000]]},
                "services": {"s": {"direct_users": {"uniform": [50000, 90000]}, "return_days": 0.05, "circumvention_share": 0.5,
                   "adoption": {"curve": "logistic", "imitation_per_year": 4, "ceiling_share": 0.5}}}}},
             "enforcement": {"c": {"market": "m", "service": "s", "steps": {
                "block": {"days": 9.6, "effectiveness": 0.5, "rollout_days": 1},
                "restrict_tools": {"days": 49.58, "tools_working": 0.4, "rollout_days": 0.02}}}}}
            """)
        try await expectAgreement(scenario, members: 8)
    }

    /// Shards may cut packs: each is run whole, and what it gives depends on the members' numbers alone.
    @Test func aMemberIsTheSameWhereverItsPackIsCut() async throws {
        let scenario = try TestScenario.onePair(
            days: 40, pair: #""direct_users": {"uniform": [1000, 3000]}, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.4}"#,
            steps: #""block": {"rate_per_year": 30, "effectiveness": {"uniform": [0, 1]}}"#)
        let run = try #require(EnsembleRun(scenario, EnsembleSettings(members: 21, seed: 3, design: .random)))
        var whole: [MemberRow] = []
        try await run.run(run.emptyState(0..<21), jobs: 1) { whole += $1 }
        var parts: [MemberRow] = []
        for range in [0..<3, 3..<13, 13..<21] { try await run.run(run.emptyState(range), jobs: 2) { parts += $1 } }
        #expect(whole.map(\.member) == parts.map(\.member))
        for (a, b) in zip(whole, parts) { #expect(a.summary.map(\.bitPattern) == b.summary.map(\.bitPattern)) }
    }

    /// Rates of 1e308 a year for some members: they fail by themselves, and the others of their packs are what they are by GSL, with the
    /// steps that hazards set off in them.
    @Test func aMemberThatFailsLeavesTheOthersAlone() async throws {
        let scenario = try TestScenario.onePair(
            days: 60,
            pair:
                #""direct_users": 1000, "adoption": {"imitation_per_year": {"discrete": {"values": [1, 1e308], "weights": [0.8, 0.2]}}, "ceiling_share": 0.5}"#,
            steps: #""fine": {"rate_per_year": 10, "fine_usd": 7}, "block": {"after": "fine", "days": 5, "effectiveness": 0.5}"#)
        let (lockstep, gsl) = (try await run(scenario, .lockstep, members: 40), try await run(scenario, .gsl, members: 40))
        #expect(!lockstep.failures.isEmpty && lockstep.failures.map(\.member) == gsl.failures.map(\.member))
        #expect(lockstep.failures.allSatisfy { $0.message.contains("m.s") || $0.message.contains("step") })
        #expect(lockstep.rows.map(\.member) == gsl.rows.map(\.member))
        for (a, b) in zip(lockstep.rows, gsl.rows) {
            for (x, y) in zip(a.summary, b.summary) { #expect(x.isNaN == y.isNaN && (x.isNaN || agree(x, y, relative: 1e-7))) }
        }
    }

    /// Members that fail after their first days were counted: these are taken back, so that all is as it is by GSL, which counts
    /// nothing of a member before it is at its end.
    @Test func aMemberThatFailsLateIsTakenBack() async throws {
        let scenario = try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "2022-06-01", "services": {"a": {}, "b": {}},
             "markets": {"m": {"online_population": 1000000, "services": {
               "a": {"direct_users": {"uniform": [100000, 300000]}, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.4},
                     "substitutes": {"b": 0.5}},
               "b": {"direct_users": 0, "adoption": {"imitation_per_year": {"discrete": {"values": [1, 1e308], "weights": [0.8, 0.2]}},
                     "ceiling_share": 0.4}}}}},
             "enforcement": {"c": {"market": "m", "service": "a", "steps": {"block": {"on": "2022-02-01", "effectiveness": 1}}}}}
            """)
        let settings = [EnsembleSettings.Integrator.lockstep, .gsl].map {
            EnsembleSettings(members: 30, seed: 3, design: .random, integrator: $0)
        }
        var states: [EnsembleState] = []
        for settings in settings {
            let run = try #require(EnsembleRun(scenario, settings))
            let state = run.emptyState(0..<30)
            try await run.run(state, jobs: 1) { _, _ in }
            states.append(state)
        }
        let failed = states.map { $0.failures.map(\.member) }
        #expect(!failed[0].isEmpty && failed[0] == failed[1])
        for (lockstep, gsl) in zip(states[0].sketches, states[1].sketches) {
            #expect(lockstep.statuses == gsl.statuses)
            for (a, b) in zip(lockstep.measures, gsl.measures) {
                #expect(a.moments.count == 30 - failed[0].count && a.histogram.count == b.histogram.count)
                for (x, y) in [(a.moments.mean, b.moments.mean), (a.moments.standardDeviation, b.moments.standardDeviation)]
                    + [0, 0.3, 1].map({ (a.histogram.quantile($0), b.histogram.quantile($0)) })
                { #expect(agree(x ?? .nan, y ?? .nan, relative: 1e-6, absolute: 1e-3)) }
            }
        }
    }
}
