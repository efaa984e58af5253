/// The numbers of a service that are the same in every market.
public enum ServiceParameter: Int, ParameterTable {
    case messages, contentBytes, metadataBytes, revenue

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .messages: .amount("messages_per_user_per_day", in: "messages a day", "messages that an active user sends a day")
        case .contentBytes: .amount("content_bytes_per_message", in: "bytes", "stored bytes of content of a message")
        case .metadataBytes: .amount("metadata_bytes_per_message", in: "bytes", "stored bytes of metadata of a message")
        case .revenue: .amount("revenue_usd_per_user_year", in: "US dollars a year", "revenue from an active user in a year")
        }
    }
}

/// The numbers of a platform's policy.
public enum PlatformParameter: Int, ParameterTable {
    case marketsAtRisk, usersAtRiskShare, chance
    case answersInDays, trustLoss, rolloutDays

    /// The conditions of `comply_if`.
    public static let conditions = allCases.filter { $0.condition != nil }

    /// The words in which a page puts the condition of this number: "complies if …"; nil for what is none.
    public var condition: String? {
        switch self {
        case .marketsAtRisk: "the number of markets at risk is at least"
        case .usersAtRiskShare: "the share of its users in markets at risk is at least"
        case .chance: "it so decides, with the chance"
        case .answersInDays, .trustLoss, .rolloutDays: nil
        }
    }

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .marketsAtRisk:
            Parameter(
                "markets_at_risk_at_least", .positiveWhole, .none, in: "markets",
                "number of markets at risk from which the platform gives in")
        case .usersAtRiskShare:
            .share("users_at_risk_share_at_least", "share of its users at risk from which the platform gives in", .none)
        case .chance: Parameter("chance", .share, .none, in: "probability", "probability that the platform meets a demand")
        case .answersInDays: .amount("answers_in_days", in: "days", "time from a demand to the platform's answer")
        case .trustLoss: .share("trust_loss", "share of users who quit over the answer", .value(0), .shareBelowOne)
        case .rolloutDays: .timeConstant("rollout_days", "time constant of the answer", 1, .rollout)
        }
    }
}
