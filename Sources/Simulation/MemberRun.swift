public import EnforcementModel
internal import Numerics
public import ScenarioFormat

/// What a run shows of one whole day, after every step up to and including its 00:00.
public struct DayRecord {
    /// Days from start.
    public let day: Int
    public let date: CalendarDate
    /// One for each pair.
    public let pairs: [PairMeasures]
    /// One for each storage duty.
    public let storage: [StorageRow]
}

/// One member's run from start to end, by GSL's integrator.
public final class MemberRun {
    /// How closely the instant of a hazard is found. Unit: days.
    private static let hazardTolerance = 1e-9
    /// A hazard counts as having fired within this share of its threshold: what rounding leaves of it.
    private static let thresholdSlack = 1e-12

    private let scenario: Scenario
    private let dynamics: MemberDynamics
    private let integrator: AdaptiveIntegrator
    public private(set) var storage: StorageLedger
    private var state: [Double]
    private var time = 0.0
    private var nextDay = 0
    private var measures: [PairMeasures]
    private var interpolated: [Double]

    /// - Parameter draws: one value for each of the scenario's uncertain quantities.
    public init(_ scenario: Scenario, _ draws: Draws) throws(RunFailure) {
        self.scenario = scenario
        dynamics = MemberDynamics(scenario, draws)
        storage = StorageLedger(scenario, draws)
        state = dynamics.initialState()
        interpolated = state
        measures = .init(repeating: PairMeasures(), count: dynamics.layout.pairs)
        do throws(IntegrationFailure) {
            integrator = try AdaptiveIntegrator(
                dynamics.equations, method: scenario.solver.method, relativeTolerance: scenario.solver.relativeTolerance,
                absoluteTolerances: dynamics.absoluteTolerances)
        } catch {
            throw RunFailure(scenario: scenario.name, cause: error, date: scenario.start, subject: nil)
        }
    }

    public var index: PairIndex { dynamics.index }
    /// What was taken, in the order taken.
    public var events: [EnforcementEvent] { dynamics.events }

    /// Runs from start to end and shows every whole day in order.
    public func run(_ observe: (DayRecord) throws -> Void) throws {
        let end = Double(scenario.end.dayNumber - scenario.start.dayNumber)
        while true {
            settle()
            if Double(nextDay) == time { try show(state, observe) }
            if time >= end { return }
            do {
                try advance(to: min(dynamics.nextLanding(after: time), storage.nextLanding(after: time)), observe)
            } catch let failure as IntegrationFailure {
                throw located(failure)
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

    /// The failure with its date and stock.
    private func located(_ cause: IntegrationFailure) -> RunFailure {
        let (when, component): (Double, Int?) =
            switch cause {
            case .nonFinite(let time, let component): (time, component)
            case .stepUnderflow(let time), .tooManySteps(let time, _): (time, nil)
            case .library: (time, nil)
            }
        let subject = component.map { component in
            let (pair, name) = dynamics.layout.name(of: component)
            return pair.map { "\(index.all[$0].marketName).\(index.all[$0].serviceName): \(name)" } ?? name
        }
        return RunFailure(
            scenario: scenario.name, cause: cause, date: scenario.start.adding(days: Int(when.rounded(.down))), subject: subject)
    }

    /// Takes what is due now, hazards that have reached their threshold among it.
    private func settle() {
        for running in dynamics.runningHazards where state[running.component] >= running.threshold * (1 - Self.thresholdSlack) {
            dynamics.fire(hazard: running.hazard, at: time)
        }
        dynamics.settle(at: time, state)
        storage.land(at: time, status: dynamics.status(of:), userDays: { self.dynamics.userDays($0, self.state) })
    }

    private func show(_ state: [Double], _ observe: (DayRecord) throws -> Void) throws {
        dynamics.measure(at: Double(nextDay), state, into: &measures)
        storage.close(day: nextDay, measures)
        try observe(DayRecord(day: nextDay, date: scenario.start.adding(days: nextDay), pairs: measures, storage: storage.rows))
        nextDay += 1
    }
}
