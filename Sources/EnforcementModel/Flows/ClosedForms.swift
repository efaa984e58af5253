/// Ramps of one kind of a pair, one in each lane.
struct RampForm<Value: Lanes>: Sendable {
    private var start = Value.allZero
    private var from: Value
    private var to: Value
    /// 1/τ. Unit: 1/day.
    private var rate = Value.allOne
    private var share = Value.allZero
    /// Lanes whose ramp isn't over, one bit each: exponentials are evaluated only while there are some.
    private var activeLanes: UInt8 = 0

    init(steady level: Double) {
        from = Value(repeating: level)
        to = from
    }

    mutating func load(lane: Int, _ ramp: Ramp) {
        to[lane: lane] = ramp.to
        from[lane: lane] = ramp.isActive ? ramp.from : ramp.to
        share[lane: lane] = ramp.isActive ? ramp.share : 0
        start[lane: lane] = ramp.start
        rate[lane: lane] = 1 / ramp.timeConstant
        if ramp.isActive { activeLanes |= 1 << lane } else { activeLanes &= ~(1 << lane) }
    }

    /// The level and the hazard per person and day.
    @inline(__always)
    func levelAndHazard(at time: Value) -> (level: Value, hazard: Value) {
        guard activeLanes != 0 else { return (to, .allZero) }
        let remaining = Value.exponential((start - time) * rate)
        let left = share * remaining
        return (to + (from - to) * remaining, left * rate / (Value.allOne - share + left))
    }
}

/// Awareness of a pair, one in each lane.
struct AwarenessForm<Value: Lanes>: Sendable {
    private var start = Value.allZero
    private var amplitude = Value.allZero
    /// Unit: 1/day.
    private var rate = Value.allOne
    private var activeLanes: UInt8 = 0

    init() {}

    mutating func load(lane: Int, _ awareness: Awareness) {
        start[lane: lane] = awareness.start
        amplitude[lane: lane] = awareness.amplitude
        // Finite, or 0 times it wouldn't be a number at the start.
        rate[lane: lane] = 1 / max(awareness.decayDays, .leastNormalMagnitude)
        if awareness.amplitude > 0 { activeLanes |= 1 << lane } else { activeLanes &= ~(1 << lane) }
    }

    /// S.
    @inline(__always)
    func value(at time: Value) -> Value {
        activeLanes == 0 ? .allZero : amplitude * Value.exponential((start - time) * rate)
    }
}

/// What stands between a pair's users and the service, as closed forms of time; shocks of lost trust, of which there may be any number,
/// are kept apart.
struct BarrierForms<Value: Lanes>: Sendable {
    private var closure = RampForm<Value>(steady: 0)
    /// 1 in lanes whose shock shuts out, 0 in those where it lets in.
    private var isClosing = Value.allZero
    private var tools = RampForm<Value>(steady: 1)
    private var awareness = AwarenessForm<Value>()

    /// What the flows see at an instant.
    struct Forces: Sendable {
        /// ε, v and S.
        var closure = Value.allZero
        var tools = Value.allOne
        var awareness = Value.allZero
        /// Hazards per person and day: σ_b, σ_u, σ_v, σ_h.
        var shutOut = Value.allZero
        var letIn = Value.allZero
        var toolsStop = Value.allZero
        var lostTrust = Value.allZero
    }

    init() {}

    mutating func load(lane: Int, _ barrier: Barrier) {
        closure.load(lane: lane, barrier.closure)
        isClosing[lane: lane] = barrier.closure.to > barrier.closure.from ? 1 : 0
        tools.load(lane: lane, barrier.tools)
        awareness.load(lane: lane, barrier.awareness)
    }

    /// All but the hazards of lost trust.
    @inline(__always)
    func forces(at day: Double) -> Forces {
        let time = Value(repeating: day)
        var forces = Forces()
        let hazard: Value
        (forces.closure, hazard) = closure.levelAndHazard(at: time)
        forces.shutOut = hazard * isClosing
        forces.letIn = hazard - forces.shutOut
        (forces.tools, forces.toolsStop) = tools.levelAndHazard(at: time)
        forces.awareness = awareness.value(at: time)
        return forces
    }
}

/// A stretch of a market's online population without knots, one in each lane: N(t) = people + slope (t − start).
struct PopulationForm<Value: Lanes>: Sendable {
    private var start = Value.allZero
    private var people = Value.allZero
    private var slope = Value.allZero

    init() {}

    mutating func load(lane: Int, _ piece: PopulationCurve.Piece) {
        start[lane: lane] = piece.start
        people[lane: lane] = piece.people
        slope[lane: lane] = piece.slope
    }

    @inline(__always)
    func people(at time: Double) -> Value { people + slope * (Value(repeating: time) - start) }
}
