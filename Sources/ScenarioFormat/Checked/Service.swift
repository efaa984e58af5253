/// A messenger or network, in whatever markets it has users.
public struct Service: Sendable {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// Unit: messages per active user and day.
    public let messagesPerUserPerDay: Quantity
    /// Unit: bytes per message.
    public let contentBytesPerMessage: Quantity
    /// Unit: bytes.
    public let metadataBytesPerMessage: Quantity
    /// Unit: US dollars per active user and year.
    public let revenuePerUserYear: Quantity
    /// How it answers demands.
    public let platform: Platform

    /// What people call it.
    public var label: String { title ?? name }
}

/// How a service answers a state's demands.
public struct Platform: Sendable {
    /// Whether demands are met.
    public enum Policy: String, CaseIterable, Sendable {
        case refuse
        case comply
        case complyIf = "comply_if"
    }
    /// What is done where a demand is met.
    public enum Answer: String, CaseIterable, Sendable {
        case comply
        case register
    }
    /// Whether demands are met.
    public let policy: Policy
    /// What is done where one is.
    public let answer: Answer
    /// The conditions of `complyIf`, all of which must hold; nil where not given.
    public let marketsAtRiskAtLeast: Quantity?
    /// The share of its active users, over all markets, who are in markets at risk; nil where it doesn't matter.
    public let usersAtRiskShareAtLeast: Quantity?
    /// The probability with which a demand is met; nil for 1.
    public let chance: Quantity?
    /// Unit: days.
    public let answersInDays: Quantity
    /// Share of users who quit over the answer.
    public let trustLoss: Quantity
    /// Time constant of the answer. Unit: days.
    public let rolloutDays: Quantity
}
