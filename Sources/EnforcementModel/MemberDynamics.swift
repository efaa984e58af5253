internal import Numerics
public import ScenarioFormat

/// One member of a scenario in motion: its stocks, its steps, and what comes next.
///
/// Whoever runs it integrates `equations` from one landing to the next, tells it of hazards that fired, and settles at each landing.
public final class MemberDynamics {
    public let index: PairIndex
    public let equations: FlowEquations
    private let model: MemberModel
    private var process: EnforcementProcess
    private let end: Double
    /// m of each pair. Unit: messages per active user and day.
    let messagesPerUserPerDay: [Double]
    /// Unit: people.
    let absoluteTolerance: Double
    /// Room for the rates that `measure(at:_:into:)` evaluates.
    var rates: [Double]
    private var initialHazards: [Int: Double] = [:]

    /// - Parameter draws: one value for each of the scenario's uncertain quantities.
    public init(_ scenario: Scenario, _ draws: Draws) {
        index = PairIndex(scenario)
        model = MemberModel(scenario, draws)
        equations = FlowEquations(model)
        process = EnforcementProcess(model, index)
        end = Double(scenario.end.dayNumber - scenario.start.dayNumber)
        messagesPerUserPerDay = index.all.map { draws[scenario.services[$0.service].messagesPerUserPerDay] }
        absoluteTolerance = scenario.solver.absoluteTolerance
        rates = .init(repeating: 0, count: equations.dimension)
        passHistory()
    }

    public var layout: StateLayout { equations.layout }
    /// What was taken so far, in the order taken.
    public var events: [EnforcementEvent] { process.events }
    /// The statuses of a pair now.
    public func status(of pair: Int) -> PairStatus { equations.barriers[pair].status }

    /// The error allowed per step for each component of the state.
    ///
    /// A hundredth of the scenario's tolerance, in people and user-days, as the errors of many steps add up; 1e-10 for hazards. So
    /// instants of hazards that depend on the number of users are found to 1e-6 days.
    public var absoluteTolerances: [Double] {
        .init(repeating: absoluteTolerance / 100, count: layout.dimension - layout.hazards) + .init(repeating: 1e-10, count: layout.hazards)
    }

    /// ∫ A dt of a pair since start. Unit: user-days.
    public func userDays(_ pair: Int, _ state: [Double]) -> Double { state[layout.used(pair)] }

    /// The state at start: stocks as given in the scenario, integrals 0.
    public func initialState() -> [Double] {
        var state = [Double](repeating: 0, count: layout.dimension)
        for i in 0..<layout.doubled {
            let pair = model.pairs[i % layout.pairs]
            let isOpen = equations.barriers[i].status.access == .open
            state[layout.index(.direct, i)] = pair.initialDirect
            state[layout.index(isOpen ? .circumventingOpen : .circumventingBlocked, i)] = pair.initialCircumventing
            state[layout.index(isOpen ? .waitingOpen : .waitingBlocked, i)] = pair.initialWaiting
            state[layout.index(.left, i)] = pair.initialLeft
        }
        for (hazard, integral) in initialHazards { state[layout.hazard(hazard)] = integral }
        return state
    }

    /// Takes what is due at `time` and makes the equations those that hold from there on.
    public func settle(at time: Double, _ state: [Double]) {
        process.settle(at: time, users: { self.activeUsers($0, state) }, &equations.barriers)
        for i in equations.barriers.indices { equations.barriers[i].expire(at: time) }
        equations.populations = model.populations.map { $0.piece(from: time) }
        equations.hazards = process.runningHazards.compactMapValues { model.steps[$0.step].hazard?.flow }
    }

    /// The next instant, after `time`, at which the equations change or the scenario ends.
    public func nextLanding(after time: Double) -> Double {
        let ends = equations.barriers.prefix(layout.pairs).map(\.nextEnd).min() ?? .infinity
        let knots = model.populations.map { $0.nextKnot(after: time) }.min() ?? .infinity
        return min(process.nextInstant, ends, knots, end)
    }

    // MARK: hazards

    /// The hazards under way: index of each one's integral in the state, and the value at which it fires; in order of their index.
    public var runningHazards: [(hazard: Int, component: Int, threshold: Double)] {
        process.runningHazards.keys.sorted().compactMap { hazard in
            process.runningHazards[hazard].flatMap { model.steps[$0.step].hazard?.threshold }.map { (hazard, layout.hazard(hazard), $0) }
        }
    }

    /// Makes a hazard's step due at `time`.
    public func fire(hazard: Int, at time: Double) { process.fire(hazard: hazard, at: time) }

    // MARK: before start

    /// Takes the steps before start in their order, the stocks being as given throughout.
    private func passHistory() {
        while true {
            let fires = process.runningHazards.mapValues(historicalFire)
            let next = min(process.nextInstant, fires.values.min() ?? .infinity)
            guard next < 0 else { break }
            for hazard in fires.keys.sorted() where Instant.isOne(fires[hazard] ?? .infinity, next) {
                process.fire(hazard: hazard, at: next)
            }
            process.settle(at: next, users: { self.model.pairs[$0].initialUsers }, &equations.barriers)
        }
        for (hazard, running) in process.runningHazards where running.since < 0 {
            initialHazards[hazard] = historicalRate(running.step) * -running.since
        }
    }

    private func historicalFire(_ running: (step: Int, since: Double)) -> Double {
        running.since + (model.steps[running.step].hazard?.threshold ?? .infinity) / historicalRate(running.step)
    }

    private func historicalRate(_ step: Int) -> Double {
        model.steps[step].hazard?.flow.rate(over: model.pairs) ?? 0
    }

    // MARK: measures

    private func activeUsers(_ pair: Int, _ state: [Double]) -> Double {
        stock(state, pair, .direct) + stock(state, pair, .circumventingBlocked, .circumventingOpen)
    }
}

extension PairCoefficients {
    /// A at start. Unit: people.
    var initialUsers: Double { initialDirect + initialCircumventing }
}

extension HazardFlow {
    /// The rate with the users given at start. Unit: 1/day.
    func rate(over all: [PairCoefficients]) -> Double { rate(users: pairs.reduce(0) { $0 + all[$1].initialUsers }) }
}
