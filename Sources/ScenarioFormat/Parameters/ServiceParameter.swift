/// The numbers of a service that are the same in every market.
public enum ServiceParameter: Int, ParameterTable {
    case messages, contentBytes, metadataBytes, revenue

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .messages:
            Parameter(
                "messages_per_user_per_day", .nonNegative, .value(0), in: "messages a day", "messages that an active user sends a day")
        case .contentBytes:
            Parameter("content_bytes_per_message", .nonNegative, .value(0), in: "bytes", "stored bytes of content of a message")
        case .metadataBytes:
            Parameter("metadata_bytes_per_message", .nonNegative, .value(0), in: "bytes", "stored bytes of metadata of a message")
        case .revenue:
            Parameter(
                "revenue_usd_per_user_year", .nonNegative, .value(0), in: "US dollars a year", "revenue from an active user in a year",
                .yearly)
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
            Parameter(
                "users_at_risk_share_at_least", .share, .none, in: "share",
                "share of its users at risk from which the platform gives in")
        case .chance: Parameter("chance", .share, .none, in: "probability", "probability that the platform meets a demand")
        case .answersInDays:
            Parameter("answers_in_days", .nonNegative, .value(0), in: "days", "time from a demand to the platform's answer")
        case .trustLoss: Parameter("trust_loss", .shareBelowOne, .value(0), in: "share", "share of users who quit over the answer")
        case .rolloutDays:
            Parameter("rollout_days", .rollout, .value(1, source: "judgement"), in: "days", "time constant of the answer")
        }
    }
}
