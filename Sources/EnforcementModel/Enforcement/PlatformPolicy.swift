internal import ScenarioFormat

/// How a service answers demands, in one member's numbers.
struct PlatformPolicy {
    let policy: Platform.Policy
    let answer: Action
    private let numbers: ParameterValues<PlatformParameter, Double>
    let answerNumbers: StepNumbers

    init(_ platform: Platform, _ draws: Draws) {
        policy = platform.policy
        answer = platform.answer
        numbers = draws.numbers(of: platform)
        answerNumbers = StepNumbers([.rolloutDays: numbers[.rolloutDays], .trustLoss: numbers[.trustLoss]])
    }

    /// Unit: days.
    var answersInDays: Double { numbers[.answersInDays] }

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
            // A condition that isn't given is not a number, and nothing is below that.
            if Double(standing.marketsAtRisk) < numbers[.marketsAtRisk] || standing.usersAtRiskShare < numbers[.usersAtRiskShare] {
                return false
            }
            return chanceDraw.map { !($0 >= numbers[.chance]) } ?? true
        }
    }

    /// Whether a service of that status has given all that this policy ever gives.
    func isSatisfied(by status: PairStatus) -> Bool {
        status.access == .withdrawn || answer.rule.registry.map { status.registry >= $0 } ?? false
    }
}
