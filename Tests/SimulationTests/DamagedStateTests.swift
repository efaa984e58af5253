import Numerics
import TestSupport
import Testing

@testable import Simulation

/// What was kept of an ensemble and has changed since is refused, or is the state of another ensemble of as many members, which can
/// be put together with the rest.
@Suite struct DamagedStateTests {
    private static let members = 8

    private func run() throws -> EnsembleRun {
        let pair = #""direct_users": {"uniform": [1000, 3000]}, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.4}"#
        let scenario = try TestScenario.onePair(
            days: 2, pair: pair, steps: #""block": {"on": "2020-01-02", "effectiveness": {"uniform": [0, 1]}}"#,
            extra: #""output_every": "P1W""#)
        return try #require(EnsembleRun(scenario, EnsembleSettings(members: 2 * Self.members, seed: 5, design: .random)))
    }

    private func part(_ run: EnsembleRun, _ number: Int) async throws -> EnsembleState {
        let state = run.emptyState(run.members(part: number, of: 2))
        try await run.run(state, jobs: 1) { _, _ in }
        return state
    }

    private func bytes(_ state: EnsembleState) -> [UInt8] {
        var writer = ByteWriter()
        state.write(to: &writer)
        return writer.bytes
    }

    private func read(_ bytes: [UInt8], _ run: EnsembleRun) throws(MalformedBytes) -> EnsembleState {
        let state = run.emptyState(0..<Self.members)
        var reader = ByteReader(bytes)
        try state.read(from: &reader)
        guard reader.isAtEnd else { throw MalformedBytes() }
        return state
    }

    @Test(arguments: [0x01, 0x80] as [UInt8]) func anyByteChanged(_ mask: UInt8) async throws {
        let run = try run()
        let (whole, other) = (bytes(try await part(run, 1)), try await part(run, 2))
        var refused = 0
        for place in whole.indices {
            var changed = whole
            changed[place] ^= mask
            guard let state = try? read(changed, run) else {
                refused += 1
                continue
            }
            #expect(bytes(state) == changed, "byte \(place)")
            let merged = run.emptyState(0..<2 * Self.members)
            merged.add(state)
            merged.add(other)
            for measure in merged.sketches.flatMap(\.measures) {
                _ = (measure.histogram.quantile(0.5), measure.moments.mean, measure.moments.standardDeviation)
            }
        }
        #expect(refused > 0 && refused < whole.count)
    }

    @Test func anyLengthButItsOwn() async throws {
        let run = try run()
        let whole = bytes(try await part(run, 1))
        for length in stride(from: 0, to: whole.count, by: 13) {
            #expect(throws: MalformedBytes.self) { try read(Array(whole[..<length]), run) }
        }
        #expect(throws: MalformedBytes.self) { try read(whole + [0], run) }
        #expect(bytes(try read(whole, run)) == whole)
    }

    /// Of eight members four fail; whoever says others, or not in order, is refused, though the numbers are right.
    @Test func failuresOfOtherMembers() async throws {
        let pair =
            #""direct_users": {"discrete": {"values": [1000, 1e300], "weights": [1, 1]}}, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#
        let run = try #require(
            EnsembleRun(TestScenario.onePair(days: 2, pair: pair), EnsembleSettings(members: Self.members, seed: 3, design: .lhs)))
        let state = run.emptyState(0..<Self.members)
        try await run.run(state, jobs: 1) { _, _ in }
        #expect(state.failures.count == 4)
        func failing(_ members: [Int]) throws -> [UInt8] {
            state.failures = members.map { MemberFailure(member: $0, message: "why \($0)") }
            return bytes(state)
        }
        for members in [[0, 1, 2, 3], [1, 3, 6, 7], [4, 5, 6, 7]] {
            let copy = try read(failing(members), run)
            #expect(copy.failures == state.failures && copy.done == Self.members && copy.sketches == state.sketches)
        }
        for members in [[1, 2, 3, 8], [1, 1, 2, 3], [0, 3, 2, 4], [2, 5, 5, 7], [2, 5, 4, 7], [1, 2, 3], [1, 2, 3, 4, 5]] {
            #expect(throws: MalformedBytes.self) { try read(failing(members), run) }
        }
        state.done = 7
        #expect(throws: Never.self) { try read(failing([1, 2, 6]), run) }
        #expect(throws: MalformedBytes.self) { try read(failing([1, 2, 7]), run) }
    }

    /// Every member has one access, one stage and one registry.
    @Test func statusesThatDoNotAddUp() async throws {
        let run = try run()
        let state = try await part(run, 1)
        let counts = state.sketches[0].statuses
        #expect(counts == [8, 0, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0])
        for (from, to) in [(0, 3), (3, 9), (9, 1), (0, 1), (3, 8), (9, 11)] {
            state.days[0].sketch.withLock { sketch in
                sketch.statuses = counts
                sketch.statuses[from] -= 1
                sketch.statuses[to] += 1
            }
            let isWithinOne = [0..<3, 3..<9, 9..<12].contains { $0.contains(from) && $0.contains(to) }
            #expect(((try? read(bytes(state), run)) != nil) == isWithinOne)
        }
    }
}
