/// A duty to store traffic.
public struct Law: Sendable {
    public let name: String
    public let title: String?
    /// Index into `Scenario.markets`.
    public let market: Int
    /// Days since 1 January 1970.
    public let inForce: Quantity
    public let contentRetention: RetentionWindows
    public let metadataRetention: RetentionWindows
    /// Unit: US dollars per terabyte and month.
    public let usdPerTBMonth: Quantity
}

/// How long each holder stores; nil where it needn't.
public struct RetentionWindows: Sendable, Equatable {
    /// The registered service itself.
    public let organizer: CalendarPeriod?
    /// Carriers.
    public let telecom: CalendarPeriod?
}
