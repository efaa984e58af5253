/// Adaptive Runge–Kutta integration of eight members in lockstep, one in each lane of a vector, by the method of Dormand and Prince of
/// order 8.
///
/// One step size serves the pack: that of the lane that needs the shortest. Each step is charged to the lanes that need it so short, and a
/// lane that is charged more than a limit can't go on. Where the equations or the state of a lane change, the
/// step ends and `restart(at:from:)` begins anew. After a step, `prepareDenseSolution()` and `solution(atPart:of:)` give the
/// states anywhere inside it.
///
/// Products and sums are ordinary ones, never fused, so that they come out the same whatever the processor and the build.
/// Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I (1993), II.4 (step size) and II.6 (dense solution).
@safe public final class LockstepIntegrator {
    public typealias Pack = SIMD8<Double>

    /// Accepted steps that a lane may need while nothing changes in it. Where the stiffness of a system limits them, steps are 1.23 times as
    /// long as those of GSL's rk8pd, so that both lose the same members.
    public static let stepLimit = Int(Double(AdaptiveIntegrator.stepLimit) / 1.23)
    /// Lanes are charged for every so many accepted steps at once, as that takes three roots. Odd, as steps may be long and short in turns.
    private static let stepsPerCharge = 61
    /// Length of the first step tried. Unit: that of time.
    private static let firstStep = 0.5
    /// A step is this much shorter than the one that would just meet the tolerance.
    private static let safety = 0.9
    /// How much a step may differ from the one before.
    private static let (mostShrinking, mostGrowing) = (1.0 / 6, 6.0)

    /// Where the last accepted step ends.
    @inlinable public var time: Double { stepEnd }
    /// Where it starts.
    public var lastTime: Double { stepStart }

    @usableFromInline private(set) var stepStart = 0.0
    @usableFromInline private(set) var stepEnd = 0.0

    private let system: any LockstepSystem
    private let dimension: Int
    private let relativeTolerance: Double
    private let absoluteTolerances: [Double]
    /// Rates of a step's stages, 0 to 12, and of its dense solution's, 13 to 15.
    private let k: PackMatrix
    /// Three rows of states: at the end of the last step, at its start, and where the next one is tried.
    private let states: PackMatrix
    private var (current, previous, trial) = (0, 1, 2)
    /// For each component the terms of its polynomial.
    @usableFromInline let dense: PackMatrix
    private var nextStep = firstStep
    /// Whether stage 12 holds the rates at `time`.
    private var hasRates = false
    private let stepLimit: Int
    private var stepsUncharged = 0
    /// In parts of what is allowed, at the last step tried; 0 in lanes that are dropped.
    private var errors = Pack.zero
    /// Steps that each lane needed since its count began, about.
    private var charges = Pack.zero
    /// Lanes that take no part any more.
    private var isDropped = SIMDMask<SIMD8<Int64>>(repeating: false)

    /// - Parameters:
    ///   - system: the equations of eight members.
    ///   - relativeTolerance: local error allowed per step, relative to the component.
    ///   - absoluteTolerances: local error allowed per step for each component, in the component's unit; `dimension` long.
    ///   - stepLimit: accepted steps that a lane may need while nothing changes in it.
    public init(
        _ system: any LockstepSystem, relativeTolerance: Double, absoluteTolerances: [Double],
        stepLimit: Int = stepLimit
    ) {
        precondition(absoluteTolerances.count == system.dimension && system.dimension > 0)
        self.system = system
        self.stepLimit = stepLimit
        self.relativeTolerance = relativeTolerance
        self.absoluteTolerances = absoluteTolerances
        dimension = system.dimension
        k = PackMatrix(rows: 16, columns: dimension)
        states = PackMatrix(rows: 3, columns: dimension)
        dense = PackMatrix(rows: dimension, columns: 8)
    }

    deinit {
        k.deallocate()
        states.deallocate()
        dense.deallocate()
    }

    /// Starts anew at `time` from `state`, as equations may have changed there.
    ///
    /// The first step tried is no longer than `longest`, and than the one that was to come. Unit: that of time.
    public func restart(at time: Double, from state: Span<Pack>, longest: Double = .infinity) {
        precondition(state.count == dimension)
        stepStart = time
        stepEnd = time
        for i in 0..<dimension { states[current, i] = state[i] }
        nextStep = min(nextStep, longest)
        hasRates = false
    }

    /// Counts a lane's steps anew, as its equations have changed.
    public func resetCount(lane: Int) { charges[lane] = 0 }

    /// Takes no more notice of a lane: of its error, and of what isn't a number in it.
    public func drop(lane: Int) {
        isDropped[lane] = true
        resetCount(lane: lane)
    }

    /// A component of the states at `time`.
    @inline(__always)
    public func state(of component: Int) -> Pack { states[current, component] }

    // MARK: a step

    /// Takes one step that meets the tolerances in every lane and ends at `limit` at the latest.
    ///
    /// - Throws: `LockstepFailure`, with the lane that can't go on; no step is taken then.
    public func step(notPast limit: Double) throws(LockstepFailure) {
        let time = time
        precondition(limit > time)
        if stepsUncharged == Self.stepsPerCharge {
            charge()
            if let lane = (0..<Pack.scalarCount).first(where: { charges[$0] > Double(stepLimit) }) {
                throw LockstepFailure(lane: lane, cause: .tooManySteps(time: time, limit: stepLimit))
            }
        }
        if hasRates { k.copy(row: 12, to: 0) } else { evaluate(0, at: time, current) }
        hasRates = false
        if let failure = nonFiniteRate() { throw failure }
        let shortest = AdaptiveIntegrator.shortestStep(at: time)
        // The lane for which the step was tried anew.
        var retriedFor: Int?
        while true {
            // No shorter than what may be, as a first step might be, and one that follows a step that was just good enough.
            let wanted = max(nextStep, shortest)
            let isLast = time + 1.01 * wanted >= limit
            let length = isLast ? limit - time : wanted
            takeStages(length)
            let (error, lane) = worstError(length)
            let factor = Self.factor(error)
            if error <= 1 {
                accept(endingAt: isLast ? limit : time + length)
                nextStep = length * (retriedFor == nil ? factor : min(1, factor))
                // The step is as short as it needs, however small its error is now.
                if let retriedFor { errors[retriedFor] = 1 }
                // A step cut short by the limit says nothing against the length that was wanted.
                if isLast { nextStep = max(nextStep, wanted) }
                return
            }
            retriedFor = lane
            nextStep = length * factor
            guard nextStep >= shortest else {
                nextStep = Self.firstStep
                throw LockstepFailure(lane: lane, cause: cause(ofUnderflowIn: lane))
            }
        }
    }

    /// By how much a step's length may change for its error to be just what is allowed.
    private static func factor(_ error: Double) -> Double {
        guard error > 0 else { return mostGrowing }
        // The eighth root by square roots, which are exact to the last bit on every machine.
        return min(max(safety / error.squareRoot().squareRoot().squareRoot(), mostShrinking), mostGrowing)
    }

    /// Charges each lane for the last steps: with the part of a step that it would have taken of its own.
    ///
    /// Less than half a step isn't charged: rounding alone makes up to a third of one, and nobody is to pay for others.
    private func charge() {
        let part = (errors.squareRoot().squareRoot().squareRoot() / Self.safety).clamped(lowerBound: .zero, upperBound: .one)
        charges += Double(stepsUncharged) * part.replacing(with: 0, where: part .< 0.5)
        stepsUncharged = 0
    }

    /// Rates of the stages of a step, and the states at its end.
    private func takeStages(_ length: Double) {
        // Once, as each access to a variable of a class is checked.
        let time = time
        stage(1, from: time, length, DormandPrince853.stage1)
        stage(2, from: time, length, DormandPrince853.stage2)
        stage(3, from: time, length, DormandPrince853.stage3)
        stage(4, from: time, length, DormandPrince853.stage4)
        stage(5, from: time, length, DormandPrince853.stage5)
        stage(6, from: time, length, DormandPrince853.stage6)
        stage(7, from: time, length, DormandPrince853.stage7)
        stage(8, from: time, length, DormandPrince853.stage8)
        stage(9, from: time, length, DormandPrince853.stage9)
        stage(10, from: time, length, DormandPrince853.stage10)
        stage(11, from: time, length, DormandPrince853.stage11)
        for i in 0..<dimension { states[trial, i] = states[current, i] + length * DormandPrince853.step(k, i) }
    }

    @inline(__always)
    private func stage(_ number: Int, from time: Double, _ length: Double, _ sum: (PackMatrix, Int) -> Pack) {
        for i in 0..<dimension { states[trial, i] = states[current, i] + length * sum(k, i) }
        evaluate(number, at: time + DormandPrince853.place(number) * length, trial)
    }

    /// Rates at a row of states.
    @inline(__always)
    private func evaluate(_ stage: Int, at time: Double, _ row: Int) {
        var rates = unsafe MutableSpan(_unsafeStart: k.row(stage), count: dimension)
        unsafe system.derivatives(at: time, of: Span(_unsafeStart: states.row(row), count: dimension), into: &rates)
    }

    /// The largest error over all components of any lane, in parts of what is allowed, and the lane.
    private func worstError(_ length: Double) -> (error: Double, lane: Int) {
        var (fifth, third, finite) = (Pack.zero, Pack.zero, Pack.zero)
        for i in 0..<dimension {
            let size = states[current, i].magnitudes.larger(than: states[trial, i].magnitudes)
            let rate = 1 / (absoluteTolerances[i] + relativeTolerance * size)
            let (error5, error3) = (DormandPrince853.error5(k, i) * rate, DormandPrince853.error3(k, i) * rate)
            fifth = fifth.larger(than: error5.magnitudes)
            third = third.larger(than: error3.magnitudes)
            // 0, or not a number where any error isn't one, or the state isn't finite.
            finite += error5 * (0 * size)
        }
        let squares = fifth * fifth + 0.01 * third * third
        var error = length * fifth * fifth / squares.squareRoot()
        error.replace(with: 0, where: fifth .== 0)
        // Errors may be numbers and their squares none.
        error.replace(with: .infinity, where: finite + 0 * squares .!= 0)
        error.replace(with: 0, where: isDropped)
        errors = error
        var (worst, worstLane) = (0.0, 0)
        for lane in 0..<Pack.scalarCount where error[lane] > worst { (worst, worstLane) = (error[lane], lane) }
        return (worst, worstLane)
    }

    private func accept(endingAt end: Double) {
        (previous, current, trial) = (current, trial, previous)
        stepStart = stepEnd
        stepEnd = end
        stepsUncharged += 1
        evaluate(12, at: end, current)
        hasRates = true
    }

    // MARK: inside a step

    /// Computes what `solution(atPart:of:)` needs for the step just taken.
    public func prepareDenseSolution() {
        let (start, length) = (stepStart, stepEnd - stepStart)
        denseStage(13, from: start, length, DormandPrince853.stage13)
        denseStage(14, from: start, length, DormandPrince853.stage14)
        denseStage(15, from: start, length, DormandPrince853.stage15)
        for i in 0..<dimension {
            let rise = states[current, i] - states[previous, i]
            let startRise = length * k[0, i]
            dense[i, 0] = states[previous, i]
            dense[i, 1] = rise
            dense[i, 2] = startRise - rise
            dense[i, 3] = rise + rise - startRise - length * k[12, i]
            dense[i, 4] = length * DormandPrince853.dense4(k, i)
            dense[i, 5] = length * DormandPrince853.dense5(k, i)
            dense[i, 6] = length * DormandPrince853.dense6(k, i)
            dense[i, 7] = length * DormandPrince853.dense7(k, i)
        }
    }

    @inline(__always)
    private func denseStage(_ number: Int, from start: Double, _ length: Double, _ sum: (PackMatrix, Int) -> Pack) {
        for i in 0..<dimension { states[trial, i] = states[previous, i] + length * sum(k, i) }
        evaluate(number, at: start + DormandPrince853.place(number) * length, trial)
    }

    /// How far into the last step a time is: 0 at its start, 1 at its end.
    @inlinable @inline(__always)
    public func part(at time: Double) -> Double { (time - stepStart) / (stepEnd - stepStart) }

    /// A component of the states at a time inside the last step; needs `prepareDenseSolution()`.
    public func solution(at time: Double, of component: Int) -> Pack { solution(atPart: part(at: time), of: component) }

    /// A component of the states inside the last step; needs `prepareDenseSolution()`.
    ///
    /// The polynomial of degree 7 of the component's course is nested in the part and its complement.
    @inlinable @inline(__always)
    public func solution(atPart part: Double, of component: Int) -> Pack {
        let rest = 1 - part
        var sum = dense[component, 6] + part * dense[component, 7]
        sum = dense[component, 5] + rest * sum
        sum = dense[component, 4] + part * sum
        sum = dense[component, 3] + rest * sum
        sum = dense[component, 2] + part * sum
        sum = dense[component, 1] + rest * sum
        return dense[component, 0] + part * sum
    }

    /// The states inside the last step, into a row; needs `prepareDenseSolution()`.
    public func solution(atPart part: Double, into result: PackMatrix, row: Int) {
        for i in 0..<dimension { result[row, i] = solution(atPart: part, of: i) }
    }

    // MARK: failures

    private func nonFiniteRate() -> LockstepFailure? {
        var finite = Pack.zero
        for i in 0..<dimension { finite += 0 * k[0, i] }
        guard finite != .zero else { return nil }
        for lane in 0..<Pack.scalarCount where !isDropped[lane] {
            if let component = nonFiniteComponent(lane, stage: 0) {
                return LockstepFailure(lane: lane, cause: .nonFinite(time: time, component: component))
            }
        }
        return nil
    }

    private func nonFiniteComponent(_ lane: Int, stage: Int) -> Int? {
        (0..<dimension).first { !k[stage, $0][lane].isFinite }
    }

    private func cause(ofUnderflowIn lane: Int) -> IntegrationFailure {
        for stage in 1...11 {
            if let component = nonFiniteComponent(lane, stage: stage) { return .nonFinite(time: time, component: component) }
        }
        return .stepUnderflow(time: time)
    }
}
