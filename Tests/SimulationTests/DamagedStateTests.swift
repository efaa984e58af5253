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

    @Test(arguments: [[(8, "late")], [(3, "a"), (3, "twice")], [(3, "a"), (2, "out of order")]] as [[(Int, String)]])
    func failuresOfOtherMembers(_ failures: [(Int, String)]) async throws {
        let run = try run()
        let state = run.emptyState(0..<Self.members)
        state.done = Self.members
        state.failures = failures.map { MemberFailure(member: $0.0, message: $0.1) }
        #expect(throws: MalformedBytes.self) { try read(bytes(state), run) }
    }
}
