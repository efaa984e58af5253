internal import ScenarioFormat

/// How a service answers demands, in one member's numbers.
struct PlatformPolicy {
    let policy: Platform.Policy
    let answer: Action
    let marketsAtRiskAtLeast: Double?
    let usersAtRiskShareAtLeast: Double?
    let chance: Double?
    let answersInDays: Double
    let effect: StepEffect

    init(_ platform: Platform, _ draws: Draws) {
        policy = platform.policy
        answer = platform.answer == .comply ? .comply : .register
        marketsAtRiskAtLeast = platform.marketsAtRiskAtLeast.map { draws[$0] }
        usersAtRiskShareAtLeast = platform.usersAtRiskShareAtLeast.map { draws[$0] }
        chance = platform.chance.map { draws[$0] }
        answersInDays = draws[platform.answersInDays]
        effect = StepEffect(rolloutDays: StepEffect.rollout(draws[platform.rolloutDays]), trustLoss: draws[platform.trustLoss])
    }

    /// Where a service stands over all its markets at an instant.
    struct Standing {
        let marketsAtRisk: Int
        /// Share of the service's active users who are in markets at risk; 0 where it has none.
        let usersAtRiskShare: Double
    }

    /// Whether the platform gives in to a demand.
    func meets(_ standing: Standing, chanceDraw: Double?) -> Bool {
        switch policy {
        case .refuse: return false
        case .comply: return true
        case .complyIf:
            if let least = marketsAtRiskAtLeast, Double(standing.marketsAtRisk) < least { return false }
            if let least = usersAtRiskShareAtLeast, standing.usersAtRiskShare < least { return false }
            if let chance, let chanceDraw, chanceDraw >= chance { return false }
            return true
        }
    }

    /// Whether a service of that status has given all that this policy ever gives.
    func isSatisfied(by status: PairStatus) -> Bool {
        status.access == .withdrawn || status.registry >= (answer == .comply ? .complied : .registered)
    }
}
