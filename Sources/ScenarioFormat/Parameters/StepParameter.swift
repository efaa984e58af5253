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
        case .days: .amount("days", in: "days", "delay after the step that `after` names, or after start", .none)
        case .rate: .yearly("rate_per_year", "hazard rate of the step, from the step that `after` names, or from start", .none)
        case .usersReference:
            Parameter("users_reference", .positive, .none, in: "people", "number of active users at which the hazard has its rate")
        case .usersExponent:
            .amount(
                "users_exponent", in: "1", "power of active users, over `users_reference`, in the hazard",
                .value(1, source: "in proportion to users"))
        case .effectiveness: .share("effectiveness", "share of direct access that the block closes", .required)
        case .toolsWorking: .share("tools_working", "share of circumvention tools that work afterwards", .required)
        case .fine: .amount("fine_usd", in: "US dollars", "amount of the fine")
        case .rolloutDays: .timeConstant("rollout_days", "time constant with which the step takes hold", 1, .rollout)
        case .awareness: .amount("awareness", in: "1", "addition to awareness, which multiplies adoption by 1 + awareness")
        case .trustLoss: .share("trust_loss", "share of users who quit over the step", .value(0), .shareBelowOne)
        }
    }
}
