public import EnforcementModel
internal import Numerics
public import ScenarioFormat

/// What a run shows of one whole day, after every step up to and including its 00:00.
public struct DayRecord {
    /// Days from start.
    public let day: Int
    /// The day, at 00:00 UTC.
    public let date: CalendarDate
    /// One for each pair.
    public let pairs: [PairMeasures]
    /// One for each storage duty.
    public let storage: [StorageRow]
}

/// One member's run from start to end, by GSL's integrator.
final class MemberRun {
    /// How closely the instant of a hazard is found. Unit: days.
    static let hazardTolerance = 1e-9
    /// A hazard counts as having fired within this share of its threshold: what rounding leaves of it.
    static let thresholdSlack = 1e-12

    private let structure: ModelStructure
    private let dynamics: MemberDynamics
    private let equations: FlowEquations
    private let integrator: AdaptiveIntegrator
    private(set) var storage: StorageLedger
    private var state: [Double]
    private var time = 0.0
    private var nextDay = 0
    private var interpolated: [Double]

    /// - Parameter draws: one value for each of the scenario's uncertain quantities.
    init(_ structure: ModelStructure, _ draws: Draws) throws(RunFailure) {
        self.structure = structure
        dynamics = MemberDynamics(structure, draws)
        equations = FlowEquations(dynamics)
        storage = StorageLedger(structure, draws)
        state = dynamics.initialState()
        interpolated = state
        let solver = structure.scenario.solver
        do throws(IntegrationFailure) {
            integrator = try AdaptiveIntegrator(
                equations, method: solver.method, relativeTolerance: solver.relativeTolerance,
                absoluteTolerances: dynamics.absoluteTolerances)
        } catch {
            throw RunFailure(scenario: structure.scenario.name, cause: error, date: structure.scenario.start, subject: nil)
        }
    }

    /// What was taken, in the order taken.
    var events: [EnforcementEvent] { dynamics.events }

    /// What compliance has cancelled, in the order in which services complied.
    var cancelledSteps: [CancelledStep] { dynamics.cancelledSteps }

    /// Runs from start to end and shows every whole day in order.
    func run(_ observe: (DayRecord) throws -> Void) throws {
        while true {
            settle()
            if Double(nextDay) == time { try show(state, observe) }
            if time >= structure.end { return }
            do {
                try advance(to: min(dynamics.nextLanding(after: time), storage.nextLanding(after: time)), observe)
            } catch let failure as IntegrationFailure {
                throw RunFailure(structure, dynamics.layout, failure)
            }
        }
    }

    /// Integrates to the landing, or to the first hazard that fires before it, and shows the days passed on the way.
    private func advance(to landing: Double, _ observe: (DayRecord) throws -> Void) throws {
        integrator.restart(at: time, from: state)
        while integrator.time < landing {
            try integrator.step(notPast: landing)
            let hasFired = dynamics.runningHazards.contains { integrator.state[$0.component] >= $0.threshold }
            if hasFired || Double(nextDay) < integrator.time { try integrator.prepareDenseSolution() }
            let stop = hasFired ? try firstFiring() : integrator.time
            while Double(nextDay) < stop {
                integrator.solution(at: Double(nextDay), into: &interpolated)
                try show(interpolated, observe)
            }
            if hasFired {
                integrator.solution(at: stop, into: &state)
                time = stop
                return
            }
        }
        time = landing
        state = integrator.state
    }

    /// The first instant of the last step at which a hazard's integral reaches its threshold.
    private func firstFiring() throws -> Double {
        var first = integrator.time
        for running in dynamics.runningHazards where integrator.state[running.component] >= running.threshold {
            let instant = try RootFinder.root(from: integrator.stepStart, to: integrator.time, tolerance: Self.hazardTolerance) { time in
                integrator.solution(at: time, into: &interpolated)
                return interpolated[running.component] - running.threshold
            }
            first = min(first, instant)
        }
        return first
    }

    /// Takes what is due now, hazards that have reached their threshold among it.
    private func settle() {
        for running in dynamics.runningHazards where state[running.component] >= running.threshold * (1 - Self.thresholdSlack) {
            dynamics.fire(hazard: running.hazard, at: time)
        }
        dynamics.settle(at: time) { state[$0] }
        storage.land(at: time, status: dynamics.status) { dynamics.userDays($0) { state[$0] } }
        equations.load(dynamics, at: time)
    }

    private func show(_ state: [Double], _ observe: (DayRecord) throws -> Void) throws {
        let figures = equations.figures(at: Double(nextDay), state.span)
        storage.close(day: nextDay, status: dynamics.status) { figures[$0].userDays }
        let pairs = figures.enumerated().map { PairMeasures(status: dynamics.status(of: $0), figures: $1) }
        try observe(
            DayRecord(day: nextDay, date: structure.scenario.start.adding(days: nextDay), pairs: pairs, storage: storage.rows))
        nextDay += 1
    }
}
