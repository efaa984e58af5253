import EnforcementModel
import ScenarioFormat
import TestSupport
import Testing

@testable import Numerics
@testable import Simulation

/// Bands, shares and rows of ensembles against the plain runs of their members, counted by hand.
@Suite struct BandsTests {
    private static let members = 17
    /// `share_lost_at_end` of `b` in `n`, where without enforcement there is nobody, but for what the integrators leave.
    private static let shareOfNobody = 2 * 12 + 5

    /// Two services in two markets under laws and cases, of which no two members see the same.
    ///
    /// - Parameters:
    ///   - wild: the share of members that fail when users of `a` in `n` first turn to `b`, eleven days before the end.
    ///   - people: those online in `n`.
    private func scenario(days: Int, wild: Double = 0, growth: Double = 1e308, people: Double = 400_000, effectiveness: Double = 1) throws
        -> Scenario
    {
        let a = """
            "a": {"direct_users": {"uniform": [50000, 90000]}, "circumvention_share": {"uniform": [0, 1]},
                  "adoption": {"curve": "logistic", "imitation_per_year": {"uniform": [0.5, 4]}, "ceiling_share": 0.5}, "substitutes": {"b": 0.5}}
            """
        let b = #""b": {"direct_users": 0, "adoption": {"imitation_per_year": {"parameter": "growth"}, "ceiling_share": 0.4}}"#
        return try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "\(CalendarDate.after2020(days))", "output_every": "P1D",
             "parameters": {"growth": {"discrete": {"values": [1, \(growth)], "weights": [\(1 - wild), \(wild + 1e-9)]}}},
             "services": {"a": {"messages_per_user_per_day": 10, "content_bytes_per_message": 1e6, "metadata_bytes_per_message": 1e3,
                 "revenue_usd_per_user_year": 2, "platform": {"policy": "comply_if", "chance": 0.5, "answer": "register", "answers_in_days": 9.5}},
               "b": {}},
             "markets": {
               "m": {"online_population": {"series": [["2020-01-01", 300000], ["2020-02-10", 320000], ["2020-02-20", 640000]]},
                     "economic_value_usd_per_user_day": 0.1, "services": {\(a), "b": {"direct_users": 9000, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.4}}}},
               "n": {"online_population": \(people), "services": {\(b), \(a)}}},
             "laws": {"l": {"market": "m", "in_force": "2020-02-09", "content_retention": {"organizer": "P1M", "telecom": "P2M"},
                            "metadata_retention": {"organizer": "P1Y"}, "usd_per_tb_month": 7}},
             "enforcement": {
               "c": {"market": "m", "service": "a", "steps": {
                  "request": {"rate_per_year": 20, "users_reference": 50000, "trust_loss": 0.1, "awareness": 0.3},
                  "block": {"after": "request", "days": {"uniform": [1, 60]}, "effectiveness": {"uniform": [0.2, 1]}, "rollout_days": 3},
                  "fine": {"days": 39.4, "fine_usd": 5}, "unblock": {"after": "block", "days": 20.5}}},
               "d": {"market": "n", "steps": {"warning": {"days": {"uniform": [2, 70]}}, "restrict_tools": {"days": 30, "tools_working": 0.4}}},
               "e": {"market": "n", "service": "a", "steps": {"block": {"days": \(days - 11), "effectiveness": \(effectiveness)}}}}}
            """)
    }

    /// What a member's plain run shows on each day, and its row; nil where it fails.
    private struct Member {
        let number: Int
        var days: [[PairMeasures]]
        var row: MemberRow
    }

    private func plainRun(_ scenario: Scenario, _ number: Int, _ draws: Draws) -> Member? {
        var days: [[PairMeasures]] = []
        guard let outcome = try? ScenarioRun.run(scenario, draws, { record, _ in days.append(record.pairs) }) else { return nil }
        return Member(
            number: number, days: days,
            row: MemberRow(
                member: number, draws: scenario.uncertain.indices.map { draws[.uncertain($0)] },
                summary: outcome.summaries.flatMap { $0.measures.map { $0.value ?? .nan } }))
    }

    private func plainRuns(_ scenario: Scenario, seed: UInt64) throws -> [Member] {
        let design = try #require(EnsembleDesign(scenario, EnsembleSettings(members: Self.members, seed: seed, design: .random)))
        return (0..<Self.members).compactMap { plainRun(scenario, $0, design.draws($0)) }
    }

    /// Runs an ensemble, and holds its bands, shares and rows against those of its members.
    private func expect(_ run: EnsembleRun, _ members: [Member], jobs: Int) async throws {
        let state = run.emptyState(0..<Self.members)
        var rows: [MemberRow] = []
        try await run.run(state, jobs: jobs) { rows += $1 }
        #expect(state.isComplete && rows.map(\.member) == members.map(\.number))
        #expect(state.failures.map(\.member) == (0..<Self.members).filter { number in !members.contains { $0.number == number } })
        for (row, member) in zip(rows, members) {
            #expect(row.draws == member.row.draws && row.summary.count == member.row.summary.count)
            for (i, (a, b)) in zip(row.summary, member.row.summary).enumerated() where i != Self.shareOfNobody {
                #expect(a.isNaN == b.isNaN && (a.isNaN || agree(a, b, relative: 1e-6, absolute: 1e-3)))
            }
        }
        let pairs = run.index.all.count
        #expect(run.cells == run.outputDays.count * pairs * 14 && state.sketches.count == run.outputDays.count)
        var apart: [String] = []
        for (day, sketch) in zip(run.outputDays, state.sketches) {
            for pair in 0..<pairs {
                for (m, measure) in BandMeasure.allCases.enumerated() {
                    if let fault = fault(sketch.measures[pair * 14 + m], members.map { shown($0.days[day][pair], measure) }, measure) {
                        apart.append("day \(day), pair \(pair), \(measure): \(fault)")
                    }
                }
                let counts = counts(members.map { $0.days[day][pair].status })
                if sketch.statuses[pair * 12..<(pair + 1) * 12].map(Int.init) != counts {
                    apart.append("day \(day), pair \(pair): statuses")
                }
            }
        }
        #expect(apart.isEmpty, "\(apart.prefix(4))")
    }

    /// What of a sketch isn't that of values, sorted and added up plainly; nil where all is.
    private func fault(_ sketch: MeasureSketch, _ values: [Double], _ measure: BandMeasure) -> String? {
        let isShare = measure == .blockEffectiveness || measure == .toolsWorking || measure == .awareness
        let allowed = isShare ? 1e-7 : 1e-3
        let (count, sorted) = (Double(values.count), values.sorted())
        let mean = values.reduce(0, +) / count
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
        let (moments, histogram) = (sketch.moments, sketch.histogram)
        if moments.count != values.count || histogram.count != values.count { return "count" }
        if !agree(moments.mean ?? .nan, mean, absolute: allowed) { return "mean" }
        if !agree(moments.standardDeviation ?? .nan, deviation, absolute: allowed) { return "deviation" }
        if !agree(histogram.least, sorted[0], absolute: allowed) { return "least" }
        if !agree(histogram.greatest, sorted[sorted.count - 1], absolute: allowed) { return "greatest" }
        let median = sorted[(sorted.count + 1) / 2 - 1]
        let isMedian = agree(histogram.quantile(0.5) ?? .nan, median, relative: LogLinearHistogram.relativeError, absolute: allowed)
        return isMedian ? nil : "median"
    }

    /// How many have each access, stage and registry.
    private func counts(_ statuses: [PairStatus]) -> [Int] {
        [Access.open, .blocked, .withdrawn].map { access in statuses.count { $0.access == access } }
            + [Stage.none, .threatened, .requested, .warned, .fined, .ordered].map { stage in statuses.count { $0.stage == stage } }
            + [Registry.none, .registered, .complied].map { registry in statuses.count { $0.registry == registry } }
    }

    private func run(_ scenario: Scenario, seed: UInt64, _ integrator: EnsembleSettings.Integrator) throws -> EnsembleRun {
        try #require(
            EnsembleRun(scenario, EnsembleSettings(members: Self.members, seed: seed, design: .random, integrator: integrator)))
    }

    private func shown(_ pair: PairMeasures, _ measure: BandMeasure) -> Double { measure.value(of: pair.figures) }

    @Test(arguments: [(EnsembleSettings.Integrator.lockstep, 1), (.gsl, 5)])
    func bandsCountEveryMember(_ integrator: EnsembleSettings.Integrator, _ jobs: Int) async throws {
        let scenario = try scenario(days: 90)
        let members = try plainRuns(scenario, seed: 2)
        #expect(members.count == Self.members)
        try await expect(run(scenario, seed: 2, integrator), members, jobs: jobs)
    }

    /// So many days that packs show them in three stretches, of which the first two are gone through again once member 2 fails in the
    /// third. What is left is what shards without it come to.
    @Test func aMemberThatFailsIsTakenBack() async throws {
        let run = try run(scenario(days: 800, wild: 0.15), seed: 10, .lockstep)
        let (state, others) = (run.emptyState(0..<Self.members), run.emptyState(0..<Self.members))
        try await run.run(state, jobs: 1) { _, _ in }
        #expect(state.failures.map(\.member) == [2] && state.failures[0].message.contains("2022-02-28"))
        for range in [0..<2, 3..<Self.members] {
            let shard = run.emptyState(range)
            try await run.run(shard, jobs: 1) { _, _ in }
            others.add(shard)
        }
        others.done = Self.members
        others.failures = state.failures
        let isSame = bytes(state) == bytes(others)
        #expect(isSame)
    }

    private func bytes(_ state: EnsembleState) -> [UInt8] {
        var writer = ByteWriter()
        state.write(to: &writer)
        return writer.bytes
    }

    @Test(arguments: EnsembleSettings.Integrator.allCases)
    func differencesAreThoseOfEachMember(_ integrator: EnsembleSettings.Integrator) async throws {
        let (one, other) = (try scenario(days: 60), try scenario(days: 60, people: 500_000, effectiveness: 0.3))
        let (members, others) = (try plainRuns(one, seed: 5), try plainRuns(other, seed: 5))
        let run = try #require(run(one, seed: 5, integrator).differences(from: run(other, seed: 5, integrator)))
        let state = run.emptyState(0..<Self.members)
        var rows: [MemberRow] = []
        try await run.run(state, jobs: 2) { rows += $1 }
        for (row, (a, b)) in zip(rows, zip(members, others)) {
            #expect(row.draws == a.row.draws && row.member == a.number)
            for (difference, (x, y)) in zip(row.summary, zip(a.row.summary, b.row.summary)) {
                #expect(difference.isNaN == (x - y).isNaN && (difference.isNaN || agree(difference, x - y, relative: 1e-6, absolute: 2e-3)))
            }
        }
        var apart: [String] = []
        for (day, sketch) in zip(run.outputDays, state.sketches) {
            for pair in 0..<4 {
                for (m, measure) in BandMeasure.allCases.enumerated() {
                    let values = zip(members, others).map { shown($0.days[day][pair], measure) - shown($1.days[day][pair], measure) }
                    if let fault = fault(sketch.measures[pair * 14 + m], values, measure) {
                        apart.append("day \(day), pair \(pair), \(measure): \(fault)")
                    }
                }
            }
        }
        #expect(apart.isEmpty, "\(apart.prefix(4))")
    }

    /// Where a member can be computed in one of the scenarios alone, there is no difference of it.
    @Test(arguments: EnsembleSettings.Integrator.allCases)
    func aMemberThatFailsInOneOfTwoHasNoDifference(_ integrator: EnsembleSettings.Integrator) async throws {
        let (tame, wild) = (try scenario(days: 20, wild: 0.15, growth: 1.5), try scenario(days: 20, wild: 0.15))
        let runs = (try run(tame, seed: 10, integrator), try run(wild, seed: 10, integrator))
        for (run, baseline) in [runs, (runs.1, runs.0)] {
            let differences = try #require(run.differences(from: baseline))
            let state = differences.emptyState(0..<Self.members)
            var rows: [MemberRow] = []
            try await differences.run(state, jobs: 1) { rows += $1 }
            #expect(state.failures.map(\.member) == [2] && rows.map(\.member) == (0..<Self.members).filter { $0 != 2 })
            #expect(state.sketches.allSatisfy { $0.measures.allSatisfy { $0.moments.count == Self.members - 1 } })
        }
    }
}
