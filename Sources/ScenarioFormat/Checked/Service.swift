/// A messenger or network, in whatever markets it has users.
public struct Service: Sendable {
    public let name: String
    public let title: String?
    /// Unit: messages per active user and day.
    public let messagesPerUserPerDay: Quantity
    /// Unit: bytes per message.
    public let contentBytesPerMessage: Quantity
    public let metadataBytesPerMessage: Quantity
    /// Unit: US dollars per active user and year.
    public let revenuePerUserYear: Quantity
    public let platform: Platform

    /// What people call it.
    public var label: String { title ?? name }
}

/// How a service answers a state's demands.
public struct Platform: Sendable {
    public enum Policy: String, CaseIterable, Sendable {
        case refuse
        case comply
        case complyIf = "comply_if"
    }
    public enum Answer: String, CaseIterable, Sendable {
        case comply
        case register
    }
    public let policy: Policy
    public let answer: Answer
    /// The conditions of `complyIf`, all of which must hold; nil where not given.
    public let marketsAtRiskAtLeast: Quantity?
    public let usersAtRiskShareAtLeast: Quantity?
    public let chance: Quantity?
    /// Unit: days.
    public let answersInDays: Quantity
    /// Share of users who quit over the answer.
    public let trustLoss: Quantity
    /// Time constant of the answer. Unit: days.
    public let rolloutDays: Quantity
}
