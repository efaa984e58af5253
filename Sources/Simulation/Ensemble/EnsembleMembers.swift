internal import EnforcementModel
internal import Numerics
internal import ScenarioFormat

/// Where the members of an ensemble come from: their draws, and the integrator that runs them.
///
/// Members are run in packs of eight, by number: member m is in pack m / 8. So what comes out of a member depends on its number alone.
struct EnsembleMembers: Sendable {
    static let perPack = PackRun.lanes

    let structure: ModelStructure
    let outputDays: [Int]
    let integrator: EnsembleSettings.Integrator
    /// How many members there are.
    let count: Int
    let draws: @Sendable (_ member: Int) -> Draws

    /// Runs the members of a pack and writes what they show into a block.
    func run(pack: Int, into block: MemberBlock, at place: Int) -> [Result<MemberRow, MemberFailure>] {
        let members = pack * Self.perPack..<min((pack + 1) * Self.perPack, count)
        switch integrator {
        case .lockstep: return lockstep(members, block, place)
        case .gsl: return members.map { member in one(member, block, place) }
        }
    }

    private func lockstep(_ members: Range<Int>, _ block: MemberBlock, _ place: Int) -> [Result<MemberRow, MemberFailure>] {
        let draws = members.map(draws)
        let run = PackRun(structure, draws, outputDays: outputDays)
        var tooLarge = SIMDMask<SIMD8<Int64>>(repeating: false)
        run.run { tooLarge = tooLarge .| block.write($0, pack: place) }
        return members.map { member in
            let lane = member - members.lowerBound
            if let failure = run.failures[lane] { return .failure(MemberFailure(member: member, message: "\(failure)")) }
            if tooLarge[lane] { return .failure(.valueTooLarge(member)) }
            return .success(row(member, draws[lane], run.summaries(ofLane: lane)))
        }
    }

    private func one(_ member: Int, _ block: MemberBlock, _ place: Int) -> Result<MemberRow, MemberFailure> {
        let draws = draws(member)
        var (output, isTooLarge) = (0, false)
        do {
            let outcome = try ScenarioRun.run(structure, draws) { record, isOutput in
                guard isOutput else { return }
                for (i, pair) in record.pairs.enumerated()
                where block.write(pair, output: output, pair: i, pack: place, lane: member % Self.perPack) {
                    isTooLarge = true
                }
                output += 1
            }
            return isTooLarge ? .failure(.valueTooLarge(member)) : .success(row(member, draws, outcome.summaries))
        } catch {
            return .failure(MemberFailure(member: member, message: "\(error)"))
        }
    }

    private func row(_ member: Int, _ draws: Draws, _ summaries: [PairSummary]) -> MemberRow {
        MemberRow(
            member: member, draws: structure.scenario.uncertain.indices.map { draws[.uncertain($0)] },
            summary: summaries.flatMap { $0.measures.map { $0.value ?? .nan } })
    }
}

extension MemberFailure: Error {
    fileprivate static func valueTooLarge(_ member: Int) -> MemberFailure {
        MemberFailure(
            member: member, message: "a value is beyond all people there could be; look for rates many orders of magnitude too large")
    }
}
