internal import Numerics
public import ScenarioFormat

/// The enforcement of one member in motion: what stands between its users and the services, what was taken, and what comes next.
///
/// Whoever runs a member loads its equations from here, integrates them from one landing to the next, tells of hazards that fired,
/// and settles at each landing.
public final class MemberDynamics {
    let model: MemberModel
    /// One for each pair.
    private(set) var barriers: [Barrier]
    private var process: EnforcementProcess
    private var initialHazards: [Double]

    /// - Parameters:
    ///   - structure: what all members share.
    ///   - draws: one value for each of the scenario's uncertain quantities.
    public init(_ structure: ModelStructure, _ draws: Draws) {
        model = MemberModel(structure, draws)
        barriers = model.openBarriers(draws)
        process = EnforcementProcess(model)
        initialHazards = .init(repeating: 0, count: model.layout.hazards)
        passHistory()
    }

    /// Where each component of the state stands.
    public var layout: StateLayout { model.layout }
    /// What was taken so far, in the order taken.
    public var events: [EnforcementEvent] { process.events }
    /// What compliance has cancelled, in the order in which services complied.
    public var cancelledSteps: [CancelledStep] { process.cancelledSteps }
    /// The statuses of a pair now.
    public func status(of pair: Int) -> PairStatus { barriers[pair].status }
    /// Unit: people.
    var absoluteTolerance: Double { model.structure.scenario.solver.absoluteTolerance }

    /// The error allowed per step for each component of the state.
    ///
    /// A hundredth of the scenario's tolerance, in people and user-days, as the errors of many steps add up; 1e-10 for hazards. So
    /// instants of hazards that depend on the number of users are found to 1e-6 days.
    public var absoluteTolerances: [Double] {
        .init(repeating: absoluteTolerance / 100, count: layout.dimension - layout.hazards) + .init(repeating: 1e-10, count: layout.hazards)
    }

    /// ∫ A dt of a pair since start. Unit: user-days.
    public func userDays(_ pair: Int, _ component: (Int) -> Double) -> Double { component(layout.used(pair)) }

    /// The state at start: stocks as given in the scenario, integrals 0.
    public func initialState() -> [Double] {
        var state = [Double](repeating: 0, count: layout.dimension)
        for (pair, initial) in model.initial.enumerated() {
            let isOpen = barriers[pair].status.access == .open
            state[layout.index(.direct, pair)] = initial.direct
            state[layout.index(isOpen ? .circumventingOpen : .circumventingBlocked, pair)] = initial.circumventing
            state[layout.index(isOpen ? .waitingOpen : .waitingBlocked, pair)] = initial.waiting
            state[layout.index(.left, pair)] = initial.left
            state[layout.index(counterfactual: .direct, pair)] = initial.direct
            state[layout.index(counterfactual: .left, pair)] = initial.left
            guard layout.someStartShutOut else { continue }
            state[layout.index(counterfactual: .circumventing, pair)] = initial.circumventing
            state[layout.index(counterfactual: .waiting, pair)] = initial.waiting
        }
        for (hazard, integral) in initialHazards.enumerated() { state[layout.hazard(hazard)] = integral }
        return state
    }

    // MARK: landings

    /// Takes what is due at `time`; the equations are to be loaded anew.
    ///
    /// - Parameters:
    ///   - time: now, in days from start.
    ///   - component: the member's state, component by component.
    public func settle(at time: Double, _ component: (Int) -> Double) {
        process.settle(at: time, users: { activeUsers($0, component) }, &barriers)
        expire(at: time)
    }

    /// Forgets shocks that are over; the equations are to be loaded anew.
    public func expire(at time: Double) {
        for i in barriers.indices { barriers[i].expire(at: time) }
    }

    /// The next instant, after `time`, at which the equations change or the scenario ends.
    public func nextLanding(after time: Double) -> Double {
        var next = min(process.nextInstant, model.structure.end)
        for barrier in barriers { next = min(next, barrier.nextAbruptEnd) }
        for population in model.populations { next = min(next, population.nextKnot(after: time)) }
        return next
    }

    /// Whether what is due at an instant is due by `time`.
    public static func isDue(_ landing: Double, by time: Double) -> Bool { Instant.isDue(landing, by: time) }

    /// When the first of the shocks under way is over; infinity where none is.
    public var nextExpiry: Double { barriers.reduce(.infinity) { min($0, $1.nextEnd) } }

    /// The shortest time constant of what began at `time`; infinity where nothing did. Unit: days.
    public func shortestTimeConstant(begunAt time: Double) -> Double {
        barriers.reduce(.infinity) { min($0, $1.shortestTimeConstant(begunAt: time)) }
    }

    func populationPiece(_ market: Int, from time: Double) -> PopulationCurve.Piece { model.populations[market].piece(from: time) }

    /// A at an instant, in people.
    private func activeUsers(_ pair: Int, _ component: (Int) -> Double) -> Double {
        func shown(_ people: Double) -> Double { people.zeroedFromBelow(by: absoluteTolerance) }
        return shown(component(layout.index(.direct, pair)))
            + shown(component(layout.index(.circumventingBlocked, pair)) + component(layout.index(.circumventingOpen, pair)))
    }

    // MARK: hazards

    /// A hazard under way.
    public struct RunningHazard {
        /// Its index among the hazards.
        public let hazard: Int
        /// Where its integral stands in the state.
        public let component: Int
        /// What the integral must reach.
        public let threshold: Double
    }

    /// The hazards under way, in order of their index.
    public var runningHazards: [RunningHazard] {
        process.runningHazards.indices.compactMap { hazard in
            process.runningHazards[hazard].flatMap { model.steps[$0.step].hazard?.threshold }.map {
                RunningHazard(hazard: hazard, component: layout.hazard(hazard), threshold: $0)
            }
        }
    }

    /// The rate of a hazard; nil where it isn't under way.
    func runningFlow(_ hazard: Int) -> HazardFlow? {
        process.runningHazards[hazard].flatMap { model.steps[$0.step].hazard?.flow }
    }

    /// Makes a hazard's step due at `time`.
    public func fire(hazard: Int, at time: Double) { process.fire(hazard: hazard, at: time) }

    // MARK: before start

    /// Takes the steps before start in their order, the stocks being as given throughout.
    private func passHistory() {
        while true {
            let fires = process.runningHazards.map { $0.map(historicalFire) ?? .infinity }
            let next = min(process.nextInstant, fires.min() ?? .infinity)
            guard next < 0 else { break }
            for hazard in fires.indices where Instant.isOne(fires[hazard], next) { process.fire(hazard: hazard, at: next) }
            process.settle(at: next, users: { self.model.initial[$0].active }, &barriers)
        }
        for (hazard, running) in process.runningHazards.enumerated() {
            if let running, running.since < 0 { initialHazards[hazard] = historicalRate(running.step) * -running.since }
        }
    }

    private func historicalFire(_ running: (step: Int, since: Double)) -> Double {
        running.since + (model.steps[running.step].hazard?.threshold ?? .infinity) / historicalRate(running.step)
    }

    /// With the users given at start. Unit: 1/day.
    private func historicalRate(_ step: Int) -> Double {
        guard let flow = model.steps[step].hazard?.flow else { return 0 }
        return flow.rate(users: flow.pairs.reduce(0) { $0 + model.initial[$1].active })
    }
}
