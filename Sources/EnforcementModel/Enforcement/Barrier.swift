internal import ScenarioFormat

/// What stands between a pair's users and the service: its statuses, and the closed forms that steps have set off.
struct Barrier {
    private(set) var status = PairStatus()
    /// ε with the shock of shutting out or letting in.
    private(set) var closure = Ramp(steady: 0)
    /// v with the shock of tools that stop.
    private(set) var tools = Ramp(steady: 1)
    /// Shocks of lost trust, which add up.
    private(set) var trust: [Ramp] = []
    private(set) var awareness: Awareness
    private let trustDays: Double

    /// - Parameters:
    ///   - awarenessDays: how long awareness lasts. Unit: days.
    ///   - trustDays: the time constant of shocks of lost trust. Unit: days.
    init(awarenessDays: Double, trustDays: Double) {
        awareness = Awareness(decayDays: awarenessDays)
        self.trustDays = trustDays
    }

    /// Forgets shocks that are over; nothing changes between one call and the next but by steps.
    mutating func expire(at time: Double) {
        closure.expire(at: time)
        tools.expire(at: time)
        trust.removeAll { time >= $0.end }
    }

    /// The end of the first shock that stops abruptly; infinity where none does.
    var nextAbruptEnd: Double { firstEnd { $0.endsAbruptly } }

    /// The end of the first shock or ramp under way; infinity where none is.
    var nextEnd: Double { firstEnd { $0.isActive } }

    private func firstEnd(_ counts: (Ramp) -> Bool) -> Double {
        var first = min(counts(closure) ? closure.end : .infinity, counts(tools) ? tools.end : .infinity)
        for shock in trust where counts(shock) { first = min(first, shock.end) }
        return first
    }

    /// The shortest time constant of the shocks, ramps and awareness that began at `time`; infinity where none did. Unit: days.
    func shortestTimeConstant(begunAt time: Double) -> Double {
        var shortest = awareness.amplitude > 0 && awareness.start == time ? awareness.decayDays : .infinity
        func see(_ ramp: Ramp) {
            if ramp.isActive, ramp.start == time { shortest = min(shortest, ramp.timeConstant) }
        }
        see(closure)
        see(tools)
        for shock in trust { see(shock) }
        return shortest
    }

    // MARK: steps

    /// Takes a step's action; what a withdrawn service can't undergo any more changes nothing.
    mutating func take(_ action: Action, _ effect: StepEffect, at time: Double) {
        awareness.add(effect[.awareness], at: time)
        if effect[.trustLoss] > 0 { trust.append(.shock(start: time, share: effect[.trustLoss], timeConstant: trustDays)) }
        switch action {
        case .threat: raiseStage(.threatened)
        case .request: raiseStage(.requested)
        case .warning: raiseStage(.warned)
        case .fine: raiseStage(.fined)
        case .courtOrder: raiseStage(.ordered)
        case .register: status.registry = max(status.registry, .registered)
        case .comply:
            status.registry = .complied
            status.stage = .none
            if status.access == .blocked { setAccess(.open, closure: 0, effect[.rolloutDays], at: time) }
        case .block: setAccess(.blocked, closure: effect[.effectiveness], effect[.rolloutDays], at: time)
        case .unblock:
            status.stage = .none
            setAccess(.open, closure: 0, effect[.rolloutDays], at: time)
        case .restrictTools: setTools(effect[.toolsWorking], effect[.rolloutDays], at: time)
        case .withdraw:
            status.stage = .none
            setTools(0, effect[.rolloutDays], at: time)
            setAccess(.withdrawn, closure: 1, effect[.rolloutDays], at: time)
        }
    }

    private mutating func raiseStage(_ stage: Stage) { status.stage = max(status.stage, stage) }

    private mutating func setAccess(_ access: Access, closure level: Double, _ rolloutDays: Double, at time: Double) {
        guard status.access != .withdrawn else { return }
        status.access = access
        let before = closure.level(at: time)
        let share = level > before ? (level - before) / (1 - before) : level < before ? (before - level) / before : 0
        closure = Ramp(start: time, from: before, to: level, timeConstant: rolloutDays, share: share)
    }

    private mutating func setTools(_ level: Double, _ rolloutDays: Double, at time: Double) {
        guard status.access != .withdrawn else { return }
        let before = tools.level(at: time)
        tools = Ramp(start: time, from: before, to: level, timeConstant: rolloutDays, share: level < before ? 1 - level / before : 0)
    }
}
