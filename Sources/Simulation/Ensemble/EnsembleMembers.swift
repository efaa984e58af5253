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

    /// The run of a pack, at start.
    func start(pack: Int) -> any MemberPack {
        let members = pack * Self.perPack..<min((pack + 1) * Self.perPack, count)
        let draws = members.map(draws)
        return switch integrator {
        case .lockstep: PackRun(structure, draws, outputDays: outputDays)
        case .gsl: SinglePack(structure, draws)
        }
    }

    /// What a member of a pack that was run to its end comes to.
    ///
    /// - Parameter place: the member's, in the pack.
    func outcome(_ pack: any MemberPack, _ member: Int) -> Result<MemberRow, MemberFailure> {
        let lane = member % Self.perPack
        if let message = pack.failure(ofLane: lane) { return .failure(MemberFailure(member: member, message: message)) }
        return .success(
            MemberRow(
                member: member, draws: structure.scenario.uncertain.indices.map { pack.draws[lane][.uncertain($0)] },
                summary: pack.summaries(ofLane: lane).flatMap { $0.measures.map { $0.value ?? .nan } }))
    }

    /// Whether packs can rest between days.
    var rests: Bool { integrator == .lockstep }

    /// Bytes that a pack takes while it is run, about.
    var packSize: Int {
        let day = StretchBuffer.daySize(pairs: structure.pairs.all.count)
        return rests ? PackRun.size(structure.layout) + day : outputDays.count * day
    }
}

/// The run of a pack of members, a stretch of days of output after another.
protocol MemberPack: AnyObject {
    /// One for each member at least.
    var draws: [Draws] { get }
    /// Runs on through the days of output of a stretch, and writes what they show.
    ///
    /// - Parameters:
    ///   - last: the day of the last of them, from start.
    ///   - place: nil where nothing is to be written.
    func run(through last: Int, into place: PackRun.Place?)
    /// Whether there may be members that could not be computed so far.
    var hasFailed: Bool { get }
    /// Why a member could not be computed so far; nil where it could.
    func failure(ofLane lane: Int) -> String?
    /// By pair, after the run.
    func summaries(ofLane lane: Int) -> [PairSummary]
}

extension PackRun: MemberPack {
    var hasFailed: Bool { failures.contains { $0 != nil } || any(tooLarge) }

    func failure(ofLane lane: Int) -> String? {
        if let failure = failures[lane] { return "\(failure)" }
        return tooLarge[lane] ? MemberFailure.valueTooLarge : nil
    }
}

/// Members one by one, each from start to end: there is but one stretch.
private final class SinglePack: MemberPack {
    let draws: [Draws]
    private let structure: ModelStructure
    private var outcomes: [Result<RunOutcome, any Error>] = []
    private var isTooLarge: [Bool]

    init(_ structure: ModelStructure, _ draws: [Draws]) {
        self.structure = structure
        self.draws = draws
        isTooLarge = .init(repeating: false, count: draws.count)
    }

    func run(through last: Int, into place: PackRun.Place?) {
        outcomes = draws.enumerated().map { lane, draws in
            var output = 0
            return Result {
                try ScenarioRun.run(structure, draws) { record, isOutput in
                    guard isOutput, let place else { return }
                    for (i, pair) in record.pairs.enumerated()
                    where place.buffer.write(pair, day: output, pair: i, pack: place.pack, lane: lane) {
                        isTooLarge[lane] = true
                    }
                    output += 1
                }
            }
        }
    }

    var hasFailed: Bool { true }

    func failure(ofLane lane: Int) -> String? {
        if case .failure(let error) = outcomes[lane] { return "\(error)" }
        return isTooLarge[lane] ? MemberFailure.valueTooLarge : nil
    }

    func summaries(ofLane lane: Int) -> [PairSummary] { (try? outcomes[lane].get().summaries) ?? [] }
}

extension MemberFailure: Error {
    fileprivate static let valueTooLarge = "a value is beyond all people there could be; look for rates many orders of magnitude too large"
}
