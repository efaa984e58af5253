internal import CGSL

/// GSL's adaptive Runge–Kutta integration with a dense solution of matching order inside each step.
///
/// A run advances by `restart(at:from:)` at every discontinuity of the equations, then `step(notPast:)` until the
/// next one. After a step, `prepareDenseSolution()` and `solution(at:into:)` give the state anywhere inside it, so that
/// output dates don't shorten steps. The solution there is the Hermite interpolant of degree 7 through the
/// step's ends and two interior points that the same Runge–Kutta method computes.
@safe public final class AdaptiveIntegrator {
    /// More accepted steps than this between two restarts end an integration: explicit methods can't follow a stiffer system.
    public static let stepLimit = 1_000_000
    /// The shortest step at a time that isn't cut short by a limit: of a shorter one, rounding would leave too little of its stages' times.
    static func shortestStep(at time: Double) -> Double { 0x1p17 * time.ulp }
    /// Length of the first step tried after a restart. Unit: that of time; steps grow or shrink from there by a factor of five at most.
    private static let firstStep = 0.5

    /// Start and end of the last accepted step.
    public private(set) var stepStart = 0.0
    /// Where the integration stands.
    public private(set) var time = 0.0
    /// State at `time`.
    public private(set) var state: [Double]

    private let system: any DynamicalSystem
    private let stepLimit: Int
    private let callback: Callback
    private let tableau: UnsafeMutablePointer<gsl_odeiv2_system>
    private let stepper: UnsafeMutablePointer<gsl_odeiv2_step>
    private let interiorStepper: UnsafeMutablePointer<gsl_odeiv2_step>
    private let control: UnsafeMutablePointer<gsl_odeiv2_control>
    private let evolution: UnsafeMutablePointer<gsl_odeiv2_evolve>
    private var startState: [Double]
    private var nextStep = firstStep
    private var stepsSinceRestart = 0
    private var interpolant: HermiteInterpolant
    private var errorEstimate: [Double]

    /// - Parameters:
    ///   - system: the equations.
    ///   - method: GSL's stepper.
    ///   - relativeTolerance: local error allowed per step, relative to the component.
    ///   - absoluteTolerances: local error allowed per step for each component, in the component's unit; `dimension` long.
    ///   - stepLimit: accepted steps between two restarts.
    /// - Throws: `IntegrationFailure.library` where GSL can't allocate or refuses a tolerance.
    public init(
        _ system: any DynamicalSystem, method: IntegrationMethod, relativeTolerance: Double, absoluteTolerances: [Double],
        stepLimit: Int = stepLimit
    ) throws(IntegrationFailure) {
        precondition(absoluteTolerances.count == system.dimension && system.dimension > 0)
        silenceGSLErrorHandler()
        let dimension = system.dimension
        let type =
            switch method {
            case .rkf45: unsafe weir_step_rkf45()
            case .rkck: unsafe weir_step_rkck()
            case .rk8pd: unsafe weir_step_rk8pd()
            }
        guard let stepper = unsafe gsl_odeiv2_step_alloc(type, dimension),
            let interiorStepper = unsafe gsl_odeiv2_step_alloc(type, dimension),
            let control = unsafe gsl_odeiv2_control_scaled_new(1, relativeTolerance, 1, 0, absoluteTolerances, dimension),
            let evolution = unsafe gsl_odeiv2_evolve_alloc(dimension)
        else { throw .library(GSLFailure(Int32(GSL_ENOMEM))) }
        self.system = system
        self.stepLimit = stepLimit
        unsafe self.stepper = stepper
        unsafe self.interiorStepper = interiorStepper
        unsafe self.control = control
        unsafe self.evolution = evolution
        state = [Double](repeating: 0, count: dimension)
        startState = state
        errorEstimate = state
        interpolant = HermiteInterpolant(dimension: dimension)
        callback = Callback(system)
        unsafe tableau = .allocate(capacity: 1)
        unsafe tableau.initialize(
            to: gsl_odeiv2_system(
                function: { time, state, rates, context in
                    guard let state = unsafe state, let rates = unsafe rates, let context = unsafe context else { return Int32(GSL_EFAULT) }
                    return unsafe Unmanaged<Callback>.fromOpaque(context).takeUnretainedValue().evaluate(time, state, rates)
                },
                jacobian: nil, dimension: dimension, params: Unmanaged.passUnretained(callback).toOpaque()))
    }

    deinit {
        unsafe gsl_odeiv2_evolve_free(evolution)
        unsafe gsl_odeiv2_control_free(control)
        unsafe gsl_odeiv2_step_free(interiorStepper)
        unsafe gsl_odeiv2_step_free(stepper)
        unsafe tableau.deallocate()
    }

    /// Starts anew from `state` at `time`, forgetting step sizes, as the equations may have changed there.
    public func restart(at time: Double, from state: [Double]) {
        precondition(state.count == self.state.count)
        self.time = time
        stepStart = time
        self.state = state
        nextStep = Self.firstStep
        stepsSinceRestart = 0
        // GSL's drivers and evolutions remember the adapted step size and rates; results would depend on history.
        _ = unsafe gsl_odeiv2_step_reset(stepper)
        _ = unsafe gsl_odeiv2_evolve_reset(evolution)
    }

    /// Takes one step that meets the tolerances and ends at `limit` at the latest.
    ///
    /// - Throws: `IntegrationFailure`; `time` and `state` are then those before the step.
    public func step(notPast limit: Double) throws(IntegrationFailure) {
        precondition(limit > time)
        stepStart = time
        startState = state
        callback.failedAt = .infinity
        stepsSinceRestart += 1
        guard stepsSinceRestart <= stepLimit else { throw .tooManySteps(time: time, limit: stepLimit) }
        let status = unsafe state.withUnsafeMutableBufferPointer { buffer in
            unsafe gsl_odeiv2_evolve_apply(evolution, control, stepper, tableau, &time, limit, &nextStep, buffer.baseAddress)
        }
        let length = time - stepStart
        if status == Int32(GSL_SUCCESS), time == limit || length >= Self.shortestStep(at: stepStart) { return }
        time = stepStart
        state = startState
        if status != Int32(GSL_SUCCESS) { throw failure(status) }
        // A step may have become too short as twice that wasn't finite.
        throw failure(callback.failedAt <= time + 4 * length ? Callback.notFinite : Int32(GSL_FAILURE))
    }

    /// Computes the interior points that `solution(at:into:)` needs for the step just taken.
    ///
    /// - Throws: `IntegrationFailure` where a point between can't be computed.
    public func prepareDenseSolution() throws(IntegrationFailure) {
        let length = time - stepStart
        for node in 0..<4 {
            let offset = length * HermiteInterpolant.nodes[node]
            switch node {
            case 0: interpolant.setNode(node, to: startState)
            case 3: interpolant.setNode(node, to: state)
            default: interpolant.setNode(node, to: try interiorPoint(after: offset))
            }
            interpolant.setSlopes(node, at: stepStart + offset, length: length, of: system)
        }
    }

    /// The state a part of the last step after its start, by one step of the method.
    private func interiorPoint(after offset: Double) throws(IntegrationFailure) -> [Double] {
        var point = startState
        let status = unsafe point.withUnsafeMutableBufferPointer { values in
            unsafe errorEstimate.withUnsafeMutableBufferPointer { errors in
                unsafe gsl_odeiv2_step_apply(
                    interiorStepper, stepStart, offset, values.baseAddress, errors.baseAddress, nil, nil, tableau)
            }
        }
        if status != Int32(GSL_SUCCESS) { throw failure(status) }
        return point
    }

    /// The state at a time inside the last step; needs `prepareDenseSolution()`.
    public func solution(at time: Double, into result: inout [Double]) {
        interpolant.evaluate(at: (time - stepStart) / (self.time - stepStart), into: &result)
    }

    private func failure(_ status: Int32) -> IntegrationFailure {
        if status == Callback.notFinite { return .nonFinite(time: callback.failedAt, component: callback.failedComponent) }
        if status == Int32(GSL_FAILURE) { return .stepUnderflow(time: time) }
        return .library(GSLFailure(status))
    }
}

/// What GSL's C callback points at.
private final class Callback {
    /// What GSL is told of rates that aren't finite: at GSL_EBADFUNC it would give up, at any other code it tries half the step.
    static let notFinite = Int32(GSL_EOVRFLW)
    /// GSL overlooks estimates of errors that aren't numbers, as sums of rates larger than this might be.
    private static let largestRate = 1e300

    private let system: any DynamicalSystem
    private let dimension: Int
    var failedAt = 0.0
    var failedComponent = 0

    init(_ system: any DynamicalSystem) {
        self.system = system
        dimension = system.dimension
    }

    @unsafe func evaluate(_ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>) -> Int32 {
        let state = unsafe Span(_unsafeStart: state, count: dimension)
        var output = unsafe MutableSpan(_unsafeStart: rates, count: dimension)
        system.derivatives(at: time, of: state, into: &output)
        for component in 0..<dimension where !(output[component].magnitude < Self.largestRate && state[component].isFinite) {
            failedAt = time
            failedComponent = component
            return Self.notFinite
        }
        return Int32(GSL_SUCCESS)
    }
}
