internal import EnforcementModel
internal import Numerics
internal import ScenarioFormat

/// The run of eight members in lockstep, from start to end, with a rest wherever one is wanted.
final class PackRun {
    typealias Pack = SIMD8<Double>
    static let lanes = Pack.scalarCount
    /// The part of the tolerances that is used: the method's estimates of its errors are so much sharper than those of the plain run's
    /// that it takes this to come as close.
    private static let toleranceShare = 0.01

    /// Length of the first step tried after a shock, in parts of its time constant.
    private static let firstStep = 0.25

    private let structure: ModelStructure
    /// One a lane.
    let draws: [Draws]
    private let members: [MemberDynamics]
    private let equations: LockstepFlowEquations
    private let integrator: LockstepIntegrator
    private let layout: StateLayout
    private var ledgers: [StorageLedger]
    /// Whether there are duties of storage to keep, day by day.
    private let keepsStorage: Bool

    /// When each lane's equations change next; never in a lane that failed.
    private var landings = [Double](repeating: 0, count: lanes)
    /// The first of them since the equations last changed.
    private var landing = 0.0
    /// The shortest time constant of what began at the instant in any lane.
    private var shortestNew = Double.infinity
    /// The hazards under way in all lanes.
    private var hazards: [(lane: Int, running: MemberDynamics.RunningHazard)] = []
    /// When the first shock of any lane is over.
    private var nextExpiry = Double.infinity

    /// Whether the run rests at an instant at which equations may change, or within what the integrator has solved.
    private var isAtInstant = true
    private var isOver = false
    /// The instant.
    private var time = 0.0
    /// Where the last step ends, or a hazard fires within it.
    private var stop = 0.0
    private var hasFired = false
    /// The states at the instant, and on a day between.
    private let states: PackMatrix
    private let (now, between) = (0, 1)

    private var nextDay = 0
    private var nextOutput = 0
    private let outputDays: [Int]
    private var tracks: [PairTrack]
    private var atEnd: [PairFigures<Pack>] = []
    /// Why a lane's member could not be computed.
    private(set) var failures = [RunFailure?](repeating: nil, count: lanes)
    /// Lanes that have shown a value larger than bands can hold.
    private(set) var tooLarge = SIMDMask<SIMD8<Int64>>(repeating: false)

    /// A pair in all lanes.
    private struct PairTrack {
        var extremes = PairExtremes<Pack>()
        var isBlocked = SIMDMask<SIMD8<Int64>>(repeating: false)
        /// Their codes.
        var statuses = SIMD8<UInt8>.zero
    }

    /// Where what a pack shows is written.
    struct Place {
        let buffer: StretchBuffer
        /// The day of output with which the buffer begins.
        let firstOutput: Int
        /// The pack's place in it.
        let pack: Int
    }

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
        states = PackMatrix(rows: 2, columns: layout.dimension)
        for (lane, member) in members.enumerated() {
            for (component, value) in member.initialState().enumerated() { states[now, component][lane] = value }
        }
        tracks = .init(repeating: PairTrack(), count: structure.pairs.all.count)
    }

    deinit { states.deallocate() }

    /// Bytes that a run takes, about.
    static func size(_ layout: StateLayout) -> Int { layout.dimension * 64 * MemoryLayout<Pack>.size }

    /// Runs on through a day, and shows every pair on each day of output on the way.
    ///
    /// A lane that fails shows nothing of meaning from there on.
    func run(through last: Int, into place: Place?) {
        while nextDay <= last, !isOver {
            if isAtInstant {
                settle()
                if Double(nextDay) == time { showDay(place) }
                if time >= structure.end {
                    isOver = true
                } else {
                    landing = landings.reduce(.infinity, min)
                    states.withRow(now) { integrator.restart(at: time, from: $0, longest: shortestNew * Self.firstStep) }
                    shortestNew = .infinity
                    stop = time
                    isAtInstant = false
                }
            } else if Double(nextDay) < stop {
                showDay(place)
            } else if hasFired {
                integrator.solution(atPart: integrator.part(at: stop), into: states, row: now)
                time = stop
                hasFired = false
                isAtInstant = true
            } else if integrator.time >= landing {
                time = landing
                for i in 0..<layout.dimension { states[now, i] = integrator.state(of: i) }
                isAtInstant = true
            } else {
                step()
            }
        }
    }

    /// Runs on to the end, and shows nothing.
    func runToEnd() { run(through: Int(structure.end), into: nil) }

    /// The summaries of a lane's pairs, after the run.
    func summaries(ofLane lane: Int) -> [PairSummary] {
        tracks.indices.map { pair in
            PairSummary(
                pair: pair, structure, draws[lane], tracks[pair].extremes.lane(lane), atEnd: atEnd[pair].lane(lane), members[lane].events,
                ledgers[lane])
        }
    }

    // MARK: from landing to landing

    /// Takes one step, which ends at the landing at the latest, and finds whether and where in it a hazard fires.
    private func step() {
        expire()
        do throws(LockstepFailure) {
            try integrator.step(notPast: landing)
        } catch {
            fail(error)
            isOver = failures.allSatisfy { $0 != nil }
            return
        }
        for (lane, running) in hazards where integrator.state(of: running.component)[lane] >= running.threshold { hasFired = true }
        if hasFired || Double(nextDay) < integrator.time { integrator.prepareDenseSolution() }
        stop = hasFired ? firstFiring() : integrator.time
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
        for lane in 0..<Self.lanes where integrator.time >= members[lane].nextExpiry {
            members[lane].expire(at: integrator.time)
            equations.load(lane: lane, members[lane], at: integrator.time)
        }
        nextExpiry = members.reduce(.infinity) { min($0, $1.nextExpiry) }
    }

    private func fail(_ failure: LockstepFailure) {
        integrator.drop(lane: failure.lane)
        landings[failure.lane] = .infinity
        hazards.removeAll { $0.lane == failure.lane }
        let fastest = members[failure.lane].fastestFlow(draws[failure.lane], at: integrator.time) {
            integrator.state(of: $0)[failure.lane]
        }
        failures[failure.lane] = RunFailure(structure, layout, failure.cause, fastest)
    }

    // MARK: an instant

    /// Takes what is due now in every lane in which something is.
    private func settle() {
        var fired = SIMDMask<SIMD8<Int64>>(repeating: false)
        for (lane, running) in hazards
        where states[now, running.component][lane] >= running.threshold * (1 - MemberRun.thresholdSlack) {
            members[lane].fire(hazard: running.hazard, at: time)
            fired[lane] = true
        }
        for lane in 0..<Self.lanes where fired[lane] || MemberDynamics.isDue(landings[lane], by: time) { settle(lane) }
        nextExpiry = members.reduce(.infinity) { min($0, $1.nextExpiry) }
    }

    private func settle(_ lane: Int) {
        let member = members[lane]
        member.settle(at: time) { states[now, $0][lane] }
        if keepsStorage {
            ledgers[lane].land(at: time, status: member.status) { member.userDays($0) { states[now, $0][lane] } }
        }
        equations.load(lane: lane, member, at: time)
        integrator.resetCount(lane: lane)
        shortestNew = min(shortestNew, member.shortestTimeConstant(begunAt: time))
        landings[lane] = min(member.nextLanding(after: time), ledgers[lane].nextLanding(after: time))
        hazards.removeAll { $0.lane == lane }
        hazards += member.runningHazards.map { (lane, $0) }
        for pair in tracks.indices {
            let status = member.status(of: pair)
            tracks[pair].isBlocked[lane] = status.access == .blocked
            tracks[pair].statuses[lane] = status.code
        }
    }

    // MARK: a day

    /// Notes the next whole day, which is the instant or lies before the stop, and shows it if it is one of output.
    private func showDay(_ place: Place?) {
        let day = nextDay
        nextDay += 1
        let isOutput = nextOutput < outputDays.count && outputDays[nextOutput] == day
        guard isOutput || keepsStorage else {
            noteActiveUsers(on: day)
            return
        }
        if !isAtInstant { integrator.solution(atPart: integrator.part(at: Double(day)), into: states, row: between) }
        let row = isAtInstant ? now : between
        if keepsStorage { closeLedgers(on: day, row) }
        states.withRow(row) { show($0, on: day, isOutput ? place : nil) }
        if isOutput { nextOutput += 1 }
    }

    @inline(__always)
    private func show(_ state: Span<Pack>, on day: Int, _ place: Place?) {
        let (equations, isEnd) = (equations, Double(day) == structure.end)
        equations.evaluate(at: Double(day), state)
        var tracks = tracks.mutableSpan
        for pair in tracks.indices {
            let figures = equations.figures(of: pair, at: Double(day), state)
            tracks[pair].extremes.observe(figures.activeUsers, isBlocked: tracks[pair].isBlocked, day: day)
            if let place {
                tooLarge =
                    tooLarge
                    .| place.buffer.write(
                        figures, tracks[pair].statuses, day: nextOutput - place.firstOutput, pair: pair, pack: place.pack)
            }
            if isEnd { atEnd.append(figures) }
        }
    }

    /// A day of which nothing is shown: all that the summaries need of it.
    private func noteActiveUsers(on day: Int) {
        let (equations, integrator, layout, isAtInstant) = (equations, integrator, layout, isAtInstant)
        let part = isAtInstant ? 0 : integrator.part(at: Double(day))
        var tracks = tracks.mutableSpan
        for pair in tracks.indices {
            // No closure here: it would be retained and released on every day of every pack.
            let stocks = layout.activeStocks(pair)
            let active =
                isAtInstant
                ? equations.activeUsers(
                    direct: states[now, stocks.direct], blocked: states[now, stocks.blocked], open: states[now, stocks.open])
                : equations.activeUsers(
                    direct: integrator.solution(atPart: part, of: stocks.direct),
                    blocked: integrator.solution(atPart: part, of: stocks.blocked),
                    open: integrator.solution(atPart: part, of: stocks.open))
            tracks[pair].extremes.observe(active, isBlocked: tracks[pair].isBlocked, day: day)
        }
    }

    private func closeLedgers(on day: Int, _ row: Int) {
        for lane in 0..<Self.lanes where failures[lane] == nil {
            let member = members[lane]
            ledgers[lane].close(day: day, status: member.status) { member.userDays($0) { states[row, $0][lane] } }
        }
    }
}
