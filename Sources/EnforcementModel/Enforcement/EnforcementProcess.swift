internal import ScenarioFormat

/// Cases and platforms of one member: which steps are due when, and what is taken at an instant (docs/model.md, 3 and 7.7).
struct EnforcementProcess {
    private struct PendingAnswer {
        let due: Double
        let pair: Int
        /// The step of the demand.
        let demand: Int
    }

    private let model: MemberModel
    private let index: PairIndex
    /// When each step is due; infinity while that isn't known, and once it is taken or dropped by all.
    private var due: [Double]
    /// For each step, which of its targets dropped it.
    private var isDropped: [[Bool]]
    /// Whether each step is over, taken on all targets that hadn't dropped it.
    private var isTaken: [Bool]
    private var pendingAnswers: [PendingAnswer] = []
    /// Demands of the instant that no platform has judged yet, in the order taken.
    private var unjudged: [(pair: Int, demand: Int, chanceDraw: Double?)] = []
    /// For each hazard its step and the instant from which it runs; nil where it isn't under way.
    private(set) var runningHazards: [(step: Int, since: Double)?]
    private(set) var events: [EnforcementEvent] = []
    private(set) var cancelledSteps: [CancelledStep] = []

    init(_ model: MemberModel) {
        self.model = model
        index = model.structure.pairs
        runningHazards = .init(repeating: nil, count: model.layout.hazards)
        due = .init(repeating: .infinity, count: model.steps.count)
        isDropped = model.steps.map { .init(repeating: false, count: $0.targets.count) }
        isTaken = .init(repeating: false, count: model.steps.count)
        for (i, step) in model.steps.enumerated() {
            if case .at(let time) = step.trigger { due[i] = Instant.snapped(time) } else if step.predecessor == nil { arm(i, at: 0) }
        }
    }

    /// The next instant at which a step or an answer is due, of what is known now; infinity where none is.
    @inline(__always)
    var nextInstant: Double {
        var next = Double.infinity
        for instant in due { next = min(next, instant) }
        for answer in pendingAnswers { next = min(next, answer.due) }
        return next
    }

    /// Makes a step that waits for a hazard due at the instant its integral has reached its threshold.
    mutating func fire(hazard: Int, at time: Double) {
        guard let running = runningHazards[hazard] else { return }
        runningHazards[hazard] = nil
        due[running.step] = time
    }

    /// Takes all that is due up to `time`, in rounds, until nothing is.
    ///
    /// - Parameters:
    ///   - users: A of a pair at the instant.
    ///   - barriers: those of the enforced pairs, on which steps act.
    mutating func settle(at time: Double, users: (Int) -> Double, _ barriers: inout [Barrier]) {
        while true {
            let round = due.indices.filter { Instant.isDue(due[$0], by: time) }
            if !round.isEmpty {
                for step in round { take(step, at: time, users: users, &barriers) }
                continue
            }
            judgeDemands(at: time, users: users, barriers)
            let answers = pendingAnswers.filter { Instant.isDue($0.due, by: time) }
            if answers.isEmpty { return }
            for answer in answers.sorted(by: { name($0.pair) < name($1.pair) }) {
                // An earlier answer of the round can't cancel this one: each concerns its own pair.
                pendingAnswers.removeAll { $0.pair == answer.pair }
                give(answer, at: time, users: users, &barriers)
            }
        }
    }

    private func name(_ pair: Int) -> (String, String) { (index.all[pair].marketName, index.all[pair].serviceName) }

    // MARK: steps

    /// Sets a step's clock going: what it waited for happened at `time`.
    private mutating func arm(_ i: Int, at time: Double) {
        switch model.steps[i].trigger {
        case .at: break
        case .delay(_, let days): due[i] = Instant.snapped(time + days)
        case .hazard(_, let hazard): runningHazards[hazard] = (i, time)
        }
    }

    private mutating func take(_ i: Int, at time: Double, users: (Int) -> Double, _ barriers: inout [Barrier]) {
        due[i] = .infinity
        // A comply earlier in the round may have dropped it.
        guard isDropped[i].contains(false) else { return }
        isTaken[i] = true
        let step = model.steps[i]
        for (t, target) in step.targets.enumerated() where !isDropped[i][t] {
            act(step.action, step.numbers, on: target.pair, cause: step.cause, of: i, at: time, users: users, &barriers)
            if step.action.rule.isDemand, time >= 0 { unjudged.append((target.pair, i, target.chanceDraw)) }
        }
        for next in model.steps.indices where model.steps[next].predecessor == i && isDropped[next].contains(false) { arm(next, at: time) }
    }

    private mutating func act(
        _ action: Action, _ numbers: StepNumbers, on pair: Int, cause: EnforcementEvent.Cause, of step: Int, at time: Double,
        users: (Int) -> Double, _ barriers: inout [Barrier]
    ) {
        barriers[pair].take(action, numbers, at: time)
        let event = EnforcementEvent(
            time: time, pair: pair, caseName: model.steps[step].caseName, stepName: model.steps[step].name, action: action, cause: cause,
            status: barriers[pair].status, activeUsers: time < 0 ? nil : users(pair), fineUSD: numbers[.fine])
        events.append(event)
        guard action.rule.satisfiesDemands else { return }
        // Demands of the instant that no platform has judged yet find it satisfied.
        pendingAnswers.removeAll { $0.pair == pair }
        if action.rule.dropsSteps { drop(after: event) }
    }

    /// Drops the steps of a pair that has complied but those that outlive compliance; one dropped by all of its services never comes.
    /// Those taken are over anyway, the others are cancelled.
    private mutating func drop(after compliance: EnforcementEvent) {
        for i in model.steps.indices where !model.steps[i].action.rule.outlivesCompliance {
            let step = model.steps[i]
            for (t, target) in step.targets.enumerated() where target.pair == compliance.pair && !isDropped[i][t] {
                isDropped[i][t] = true
                if isTaken[i] { continue }
                cancelledSteps.append(
                    CancelledStep(
                        time: compliance.time, pair: target.pair, caseName: step.caseName, stepName: step.name,
                        complyingCaseName: compliance.caseName, complyingStepName: compliance.stepName, cause: compliance.cause))
            }
            guard !isDropped[i].contains(false) else { continue }
            due[i] = .infinity
            if case .hazard(_, let hazard) = step.trigger { runningHazards[hazard] = nil }
        }
    }

    // MARK: the platform's answers

    private mutating func judgeDemands(at time: Double, users: (Int) -> Double, _ barriers: [Barrier]) {
        defer { unjudged = [] }
        for (pair, demand, chanceDraw) in unjudged {
            let service = index.all[pair].service
            let platform = model.platforms[service]
            if pendingAnswers.contains(where: { $0.pair == pair }) || platform.isSatisfied(by: barriers[pair].status) { continue }
            if platform.meets(standing(of: service, users: users, barriers), chanceDraw: chanceDraw) {
                pendingAnswers.append(PendingAnswer(due: Instant.snapped(time + platform.answersInDays), pair: pair, demand: demand))
            }
        }
    }

    private func standing(of service: Int, users: (Int) -> Double, _ barriers: [Barrier]) -> PlatformPolicy.Standing {
        let pairs = index.pairs(ofService: service)
        let atRisk = pairs.filter { barriers[$0].status.isAtRisk }
        let all = pairs.reduce(0) { $0 + users($1) }
        return PlatformPolicy.Standing(
            marketsAtRisk: atRisk.count, usersAtRiskShare: all > 0 ? atRisk.reduce(0) { $0 + users($1) } / all : 0)
    }

    private mutating func give(_ answer: PendingAnswer, at time: Double, users: (Int) -> Double, _ barriers: inout [Barrier]) {
        let platform = model.platforms[index.all[answer.pair].service]
        act(
            platform.answer, platform.answerNumbers, on: answer.pair, cause: .platform, of: answer.demand, at: time, users: users, &barriers
        )
    }
}

extension MemberStep {
    fileprivate var cause: EnforcementEvent.Cause {
        switch trigger {
        case .at: .scheduled
        case .delay: .delay
        case .hazard: .hazard
        }
    }
}
