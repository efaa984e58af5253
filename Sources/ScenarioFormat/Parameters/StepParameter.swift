/// The numbers of a step: of its trigger, of its action, and those that any step may have.
public enum StepParameter: Int, ParameterTable {
    case days, rate, usersReference, usersExponent
    case effectiveness, toolsWorking, fine, rolloutDays
    case awareness, trustLoss

    /// Those of triggers.
    public static let trigger: [StepParameter] = [.days, .rate, .usersReference, .usersExponent]
    /// Those that only some actions have.
    static let ofActions = allCases.filter { parameter in Action.allCases.contains { $0.rule.keys.contains(parameter) } }

    /// Those that any step may have.
    public static let ofAny = allCases.filter { !trigger.contains($0) && !ofActions.contains($0) }

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .days: Parameter("days", .nonNegative, .none, in: "days", "delay after the step that `after` names, or after start")
        case .rate:
            Parameter(
                "rate_per_year", symbol: "λ", .nonNegative, .none, in: "1/year",
                "hazard rate of the step, from the step that `after` names, or from start", .yearly)
        case .usersReference:
            Parameter(
                "users_reference", symbol: "R", .positive, .none, in: "people", "number of active users at which the hazard has its rate")
        case .usersExponent:
            Parameter(
                "users_exponent", symbol: "η", .nonNegative, .value(1, source: "proportional to users"), in: "1",
                "power of active users, over `users_reference`, in the hazard")
        case .effectiveness:
            Parameter("effectiveness", symbol: "ε", .share, .required, in: "share", "share of direct access that the block closes")
        case .toolsWorking:
            Parameter("tools_working", symbol: "v", .share, .required, in: "share", "share of circumvention tools that work afterwards")
        case .fine: Parameter("fine_usd", .nonNegative, .value(0), in: "US dollars", "amount of the fine")
        case .rolloutDays:
            Parameter(
                "rollout_days", .rollout, .value(1, source: "judgement"), in: "days", "time constant with which the step takes hold")
        case .awareness:
            Parameter(
                "awareness", .nonNegative, .value(0), in: "1", "addition to awareness, which multiplies adoption by 1 + awareness")
        case .trustLoss:
            Parameter("trust_loss", symbol: "f", .shareBelowOne, .value(0), in: "share", "share of users who quit over the step")
        }
    }
}
