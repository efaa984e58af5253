internal import EnforcementModel
internal import Numerics
internal import ScenarioFormat

/// What a pack shows of a pair on a day of output.
struct PackRecord {
    /// Place among the days of output.
    let output: Int
    let pair: Int
    let figures: PairFigures<SIMD8<Double>>
    /// The codes of the lanes' statuses.
    let statuses: SIMD8<UInt8>
}

/// The run of eight members in lockstep, from start to end.
final class PackRun {
    typealias Pack = SIMD8<Double>
    static let lanes = Pack.scalarCount
    /// The part of the tolerances that is used: the method's estimates of its errors are so much sharper than those of the plain run's
    /// that it takes this to come as close.
    private static let toleranceShare = 0.01

    private let structure: ModelStructure
    private let draws: [Draws]
    private let members: [MemberDynamics]
    private let equations: LockstepFlowEquations
    private let integrator: LockstepIntegrator
    private let layout: StateLayout
    private var ledgers: [StorageLedger]
    /// Whether there are duties of storage to keep, day by day.
    private let keepsStorage: Bool
    /// When each lane's equations change next; never in a lane that failed.
    private var landings = [Double](repeating: 0, count: lanes)
    /// The hazards under way in all lanes.
    private var hazards: [(lane: Int, running: MemberDynamics.RunningHazard)] = []
    /// When the first shock of any lane is over.
    private var nextExpiry = Double.infinity
    private var state: [Pack]
    private var time = 0.0
    private var nextDay = 0
    private var nextOutput = 0
    private let outputDays: [Int]
    private var interpolated: [Pack]
    private var extremes: [PairExtremes<Pack>]
    private var atEnd: [PairFigures<Pack>] = []
    private var isBlocked: [SIMDMask<SIMD8<Int64>>]
    private var statuses: [SIMD8<UInt8>]
    /// Why a lane's member could not be computed.
    private(set) var failures = [RunFailure?](repeating: nil, count: lanes)

    /// - Parameters:
    ///   - draws: of one to eight members; lanes beyond them repeat the last.
    ///   - outputDays: the days of output, from start, rising.
    init(_ structure: ModelStructure, _ draws: [Draws], outputDays: [Int]) {
        self.structure = structure
        self.draws = (0..<Self.lanes).map { draws[min($0, draws.count - 1)] }
        self.outputDays = outputDays
        members = self.draws.map { MemberDynamics(structure, $0) }
        ledgers = self.draws.map { StorageLedger(structure, $0) }
        keepsStorage = !ledgers[0].isEmpty
        equations = LockstepFlowEquations(members)
        layout = members[0].layout
        integrator = LockstepIntegrator(
            equations, relativeTolerance: structure.scenario.solver.relativeTolerance * Self.toleranceShare,
            absoluteTolerances: members[0].absoluteTolerances.map { $0 * Self.toleranceShare })
        let starts = members.map { $0.initialState() }
        state = (0..<layout.dimension).map { component in
            var lanes = Pack.zero
            for lane in 0..<Self.lanes { lanes[lane] = starts[lane][component] }
            return lanes
        }
        interpolated = state
        let pairs = structure.pairs.all.count
        extremes = .init(repeating: PairExtremes(), count: pairs)
        isBlocked = .init(repeating: .init(repeating: false), count: pairs)
        statuses = .init(repeating: .zero, count: pairs)
    }

    /// Runs all lanes and shows every pair on every day of output.
    ///
    /// A lane that fails shows nothing of meaning from there on.
    func run(_ show: (PackRecord) -> Void) {
        while failures.contains(where: { $0 == nil }) {
            settle()
            if Double(nextDay) == time { showDay(isInside: false, show) }
            if time >= structure.end { return }
            advance(to: landings.reduce(.infinity, min), show)
        }
    }

    /// The summaries of a lane's pairs, after the run.
    func summaries(ofLane lane: Int) -> [PairSummary] {
        extremes.indices.map { pair in
            PairSummary(
                pair: pair, structure, draws[lane], extremes[pair].lane(lane), atEnd: atEnd[pair].lane(lane), members[lane].events,
                ledgers[lane])
        }
    }

    // MARK: from landing to landing

    /// Integrates to the landing, or to the first hazard of any lane that fires before it, and shows the days passed on the way.
    private func advance(to landing: Double, _ show: (PackRecord) -> Void) {
        integrator.restart(at: time, from: state)
        while integrator.time < landing {
            expire()
            do throws(LockstepFailure) {
                try integrator.step(notPast: landing)
            } catch {
                fail(error)
                if failures.allSatisfy({ $0 != nil }) { return }
                continue
            }
            let hasFired = hazards.contains { integrator.state(of: $0.running.component)[$0.lane] >= $0.running.threshold }
            if hasFired || Double(nextDay) < integrator.time { integrator.prepareDenseSolution() }
            let stop = hasFired ? firstFiring() : integrator.time
            while Double(nextDay) < stop { showDay(isInside: true, show) }
            if hasFired {
                integrator.solution(at: stop, into: &state)
                time = stop
                return
            }
        }
        time = landing
        for i in state.indices { state[i] = integrator.state(of: i) }
    }

    /// The first instant of the last step at which a hazard's integral reaches its threshold in any lane.
    private func firstFiring() -> Double {
        var first = integrator.time
        for (lane, running) in hazards where integrator.state(of: running.component)[lane] >= running.threshold {
            let instant = try? RootFinder.root(from: integrator.lastTime, to: integrator.time, tolerance: MemberRun.hazardTolerance) {
                integrator.solution(at: $0, of: running.component)[lane] - running.threshold
            }
            first = min(first, instant ?? integrator.lastTime)
        }
        return first
    }

    /// Forgets shocks that are over: nothing of them is left that a number could show.
    private func expire() {
        guard integrator.time >= nextExpiry else { return }
        for lane in 0..<Self.lanes {
            members[lane].expire(at: integrator.time)
            equations.load(lane: lane, members[lane], at: integrator.time)
        }
        nextExpiry = members.reduce(.infinity) { min($0, $1.nextExpiry) }
    }

    private func fail(_ failure: LockstepFailure) {
        integrator.drop(lane: failure.lane)
        landings[failure.lane] = .infinity
        hazards.removeAll { $0.lane == failure.lane }
        failures[failure.lane] = RunFailure(structure, layout, failure.cause)
    }

    // MARK: an instant

    /// Takes what is due now in every lane in which something is.
    private func settle() {
        var fired = SIMDMask<SIMD8<Int64>>(repeating: false)
        for (lane, running) in hazards
        where state[running.component][lane] >= running.threshold * (1 - MemberRun.thresholdSlack) {
            members[lane].fire(hazard: running.hazard, at: time)
            fired[lane] = true
        }
        for lane in 0..<Self.lanes where fired[lane] || MemberDynamics.isDue(landings[lane], by: time) { settle(lane) }
    }

    private func settle(_ lane: Int) {
        let member = members[lane]
        member.settle(at: time) { state[$0][lane] }
        if keepsStorage {
            ledgers[lane].land(at: time, status: member.status) { member.userDays($0) { state[$0][lane] } }
        }
        equations.load(lane: lane, member, at: time)
        landings[lane] = min(member.nextLanding(after: time), ledgers[lane].nextLanding(after: time))
        nextExpiry = members.reduce(.infinity) { min($0, $1.nextExpiry) }
        hazards.removeAll { $0.lane == lane }
        hazards += member.runningHazards.map { (lane, $0) }
        for pair in isBlocked.indices {
            let status = member.status(of: pair)
            isBlocked[pair][lane] = status.access == .blocked
            statuses[pair][lane] = status.code
        }
    }

    // MARK: a day

    /// Notes the next whole day and shows it if it is one of output.
    ///
    /// - Parameter isInside: whether it lies inside the integrator's last step; else it is now.
    private func showDay(isInside: Bool, _ show: (PackRecord) -> Void) {
        let day = nextDay
        nextDay += 1
        let isOutput = nextOutput < outputDays.count && outputDays[nextOutput] == day
        guard isOutput || keepsStorage else {
            noteActiveUsers(on: day, isInside: isInside)
            return
        }
        if isInside { integrator.solution(at: Double(day), into: &interpolated) } else { interpolated = state }
        if keepsStorage { closeLedgers(on: day) }
        equations.evaluate(at: Double(day), interpolated)
        for pair in extremes.indices {
            let figures = equations.figures(of: pair, at: Double(day), interpolated.span)
            extremes[pair].observe(figures.activeUsers, isBlocked: isBlocked[pair], day: day)
            if isOutput { show(PackRecord(output: nextOutput, pair: pair, figures: figures, statuses: statuses[pair])) }
            if Double(day) == structure.end { atEnd.append(figures) }
        }
        if isOutput { nextOutput += 1 }
    }

    /// A day of which nothing is shown: all that the summaries need of it.
    private func noteActiveUsers(on day: Int, isInside: Bool) {
        for pair in extremes.indices {
            // No closure here: it would be retained and released on every day of every pack.
            let stocks = layout.activeStocks(pair)
            let active =
                isInside
                ? equations.activeUsers(
                    direct: integrator.solution(at: Double(day), of: stocks.direct),
                    blocked: integrator.solution(at: Double(day), of: stocks.blocked),
                    open: integrator.solution(at: Double(day), of: stocks.open))
                : equations.activeUsers(direct: state[stocks.direct], blocked: state[stocks.blocked], open: state[stocks.open])
            extremes[pair].observe(active, isBlocked: isBlocked[pair], day: day)
        }
    }

    private func closeLedgers(on day: Int) {
        for lane in 0..<Self.lanes where failures[lane] == nil {
            let member = members[lane]
            ledgers[lane].close(day: day, status: member.status) { member.userDays($0) { interpolated[$0][lane] } }
        }
    }
}
