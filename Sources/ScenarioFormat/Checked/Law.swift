/// A duty to store traffic.
public struct Law: Parameterized {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// Index into `Scenario.markets`.
    public let market: Int
    /// Days since 1 January 1970.
    public let inForce: Quantity
    /// How far back content is to be kept.
    public let contentRetention: RetentionWindows
    /// How far back data about messages are to be kept.
    public let metadataRetention: RetentionWindows
    /// What storing costs.
    public let numbers: ParameterValues<LawParameter, Quantity>
}

/// How long each holder stores; nil where it needn't.
public struct RetentionWindows: Sendable, Equatable {
    /// The registered service itself.
    public let organizer: CalendarPeriod?
    /// Carriers.
    public let telecom: CalendarPeriod?
}
