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
    mutating func take(_ action: Action, _ numbers: StepNumbers, at time: Double) {
        awareness.add(numbers[.awareness], at: time)
        if numbers[.trustLoss] > 0 { trust.append(.shock(start: time, share: numbers[.trustLoss], timeConstant: trustDays)) }
        let rule = action.rule
        if let stage = rule.stage { status.stage = stage == .none ? .none : max(status.stage, stage) }
        if let registry = rule.registry { status.registry = max(status.registry, registry) }
        guard status.access != .withdrawn, status.access == .blocked || !rule.liftsBlocks else { return }
        status.access = rule.access ?? status.access
        let levels = action.levels(numbers)
        if let level = levels.closure {
            Self.move(&closure, to: level, numbers, at: time) { level > $0 ? (level - $0) / (1 - $0) : ($0 - level) / $0 }
        }
        if let level = levels.tools { Self.move(&tools, to: level, numbers, at: time) { level < $0 ? 1 - level / $0 : 0 } }
    }

    /// - Parameter share: of the people concerned, how many the move concerns, by the level before, where that is another.
    private static func move(_ ramp: inout Ramp, to level: Double, _ numbers: StepNumbers, at time: Double, share: (Double) -> Double) {
        let before = ramp.level(at: time)
        ramp = Ramp(
            start: time, from: before, to: level, timeConstant: numbers[.rolloutDays], share: level == before ? 0 : share(before))
    }
}
