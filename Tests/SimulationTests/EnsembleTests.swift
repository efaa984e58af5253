import EnforcementModel
import Foundation
import Numerics
import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

@Suite struct EnsembleTests {
    private let pair = """
        "direct_users": {"uniform": [1000, 3000]}, "churn_per_year": {"lognormal": {"median": 0.1, "sigma": 0.5}},
        "circumvention_share": {"beta": {"alpha": 5, "beta": 5}}, "adoption": {"imitation_per_year": {"normal": {"mean": 1, "sd": 0.1}, "min": 0}, "ceiling_share": 0.4}
        """
    private let block = #""block": {"rate_per_year": 3, "effectiveness": {"uniform": [0, 1]}}"#

    private func scenario(steps: String? = nil, days: Int = 60) throws -> Scenario {
        try TestScenario.onePair(days: days, pair: pair, steps: steps ?? block, extra: #""output_every": "P1W""#)
    }

    private func state(_ run: EnsembleRun, _ range: Range<Int>, jobs: Int) async throws -> (EnsembleState, [MemberRow]) {
        let state = run.emptyState(range)
        var rows: [MemberRow] = []
        try await run.run(state, jobs: jobs) { rows += $1 }
        return (state, rows)
    }

    private func bytes(_ state: EnsembleState) -> [UInt8] {
        var writer = ByteWriter()
        state.write(to: &writer)
        return writer.bytes
    }

    @Test(arguments: EnsembleSettings.Design.allCases) func neitherJobsNorPartsChangeAnything(_ design: EnsembleSettings.Design)
        async throws
    {
        let run = try #require(EnsembleRun(scenario(), EnsembleSettings(members: 50, seed: 5, design: design)))
        let (whole, rows) = try await state(run, 0..<50, jobs: 1)
        let (other, otherRows) = try await state(run, 0..<50, jobs: 3)
        let isSame = bytes(whole) == bytes(other)
        let isSameWithoutJobs = bytes(try await state(run, 0..<50, jobs: 0).0) == bytes(whole)
        #expect(isSame && isSameWithoutJobs)
        #expect(rows.map(\.draws) == otherRows.map(\.draws) && rows.map(\.member) == Array(0..<50))
        #expect((1...3).flatMap { run.members(part: $0, of: 3) } == Array(0..<50))
        for order in [[1, 2, 3], [3, 1, 2]] {
            let merged = run.emptyState(0..<50)
            for part in order { merged.add(try await state(run, run.members(part: part, of: 3), jobs: 2).0) }
            merged.done = 50
            #expect(merged.sketches == whole.sketches)
        }
    }

    /// From where an earlier run has come to, also where the members are a shard's.
    @Test(arguments: [(0, 16), (0, 21), (13, 20)]) func aRunGoesOnFromWhatIsDone(_ first: Int, _ done: Int) async throws {
        let run = try #require(EnsembleRun(scenario(), EnsembleSettings(members: 50, seed: 5, design: .random)))
        let (whole, rows) = try await state(run, first..<50, jobs: 2)
        let (begun, begunRows) = try await state(run, first..<first + done, jobs: 2)
        let rest = run.emptyState(first..<50)
        rest.add(begun)
        rest.done = done
        var restRows: [MemberRow] = []
        try await run.run(rest, jobs: 2) { restRows += $1 }
        let isSame = bytes(rest) == bytes(whole)
        #expect(isSame && begunRows.map(\.member) + restRows.map(\.member) == rows.map(\.member))
    }

    @Test func whatIsWrittenReadsBack() async throws {
        let run = try #require(EnsembleRun(scenario(), EnsembleSettings(members: 20, seed: 5, design: .random)))
        let (state, _) = try await state(run, 0..<20, jobs: 2)
        let copy = run.emptyState(0..<20)
        var reader = ByteReader(bytes(state))
        try copy.read(from: &reader)
        #expect(reader.isAtEnd && copy.sketches == state.sketches && copy.isComplete)
        var short = ByteReader(bytes(state).dropLast())
        #expect(throws: MalformedBytes.self) { try run.emptyState(0..<20).read(from: &short) }
    }

    @Test func bandsAreThoseOfTheMembers() async throws {
        let run = try #require(EnsembleRun(scenario(), EnsembleSettings(members: 200, seed: 1, design: .random)))
        let (state, rows) = try await state(run, 0..<200, jobs: 2)
        let last = try #require(state.sketches.last)
        let m = try #require(BandMeasure.allCases.firstIndex(of: .activeUsers))
        let exact = rows.map { $0.summary[1] }.sorted()
        for q in [0.05, 0.25, 0.5, 0.75, 0.95] {
            let expected = exact[Int((q * 200).rounded(.up)) - 1]
            let found = try #require(last.measures[m].histogram.quantile(q))
            #expect(abs(found - expected) <= LogLinearHistogram.relativeError * expected)
        }
        let mean = exact.reduce(0, +) / 200
        let sd = (exact.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
        #expect(agree(try #require(last.measures[m].moments.mean), mean, relative: 1e-12))
        #expect(agree(try #require(last.measures[m].moments.standardDeviation), sd, relative: 1e-9))
    }

    @Test func aStepAddedLeavesAllOtherDraws() throws {
        let settings = EnsembleSettings(members: 9, seed: 5, design: .lhs)
        let (plain, more) = (
            try scenario(), try scenario(steps: block + #", "fine": {"on": "2020-02-01", "fine_usd": {"uniform": [1, 2]}}"#)
        )
        let (a, b) = (try #require(EnsembleDesign(plain, settings)), try #require(EnsembleDesign(more, settings)))
        #expect(more.uncertain.count == plain.uncertain.count + 1)
        for quantity in plain.uncertain {
            for member in 0..<9 { #expect(a.level(quantity.path, member) == b.level(quantity.path, member)) }
        }
    }

    @Test func aLatinHypercubeHasOneMemberInEachStratum() throws {
        let scenario = try scenario()
        let design = try #require(EnsembleDesign(scenario, EnsembleSettings(members: 40, seed: 5, design: .lhs)))
        for quantity in scenario.uncertain {
            #expect(Set((0..<40).map { Int(design.level(quantity.path, $0) * 40) }).count == 40)
        }
    }

    /// Kolmogorov–Smirnov against 1 − e^(−λt), conditioned on firing before the end; fixed seed.
    @Test func instantsOfAHazardFollowTheirLaw() throws {
        let scenario = try scenario(steps: #""block": {"rate_per_year": 8, "effectiveness": 0.5}"#, days: 365)
        let design = try #require(EnsembleDesign(scenario, EnsembleSettings(members: 400, seed: 11, design: .random)))
        let times = try (0..<400).compactMap { try ScenarioRun.run(scenario, design.draws($0)) { _, _ in }.events.first?.time }.sorted()
        let rate = 8 / 365.25
        let whole = 1 - exp(-rate * 365)
        let distance =
            times.enumerated().map { i, time in
                let level = (1 - exp(-rate * time)) / whole
                return max(abs(level - Double(i) / Double(times.count)), abs(level - Double(i + 1) / Double(times.count)))
            }.max() ?? 1
        #expect(times.count > 380 && distance < 1.36 / Double(times.count).squareRoot())
    }

    @Test(arguments: EnsembleSettings.Integrator.allCases)
    func aMemberThatFailsIsToldAndLeftOut(_ integrator: EnsembleSettings.Integrator) async throws {
        let wild =
            #""direct_users": {"discrete": {"values": [1000, 1e300], "weights": [1, 1]}}, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#
        let run = try #require(
            EnsembleRun(
                TestScenario.onePair(days: 10, pair: wild), EnsembleSettings(members: 30, seed: 2, design: .lhs, integrator: integrator)))
        let (state, rows) = try await state(run, 0..<30, jobs: 2)
        #expect(state.failures.count == 15 && rows.count == 15)
        #expect(state.sketches[0].measures[0].moments.count == 15)
        #expect(Set(state.failures.map(\.member)).isDisjoint(with: rows.map(\.member)))
        let merged = run.emptyState(0..<30)
        for range in [16..<30, 0..<16] { merged.add(try await self.state(run, range, jobs: 1).0) }
        #expect(merged.failures == state.failures && zip(merged.failures, merged.failures.dropFirst()).allSatisfy { $0.member < $1.member })
    }
}
