/// What was measured of a service in a market on a date.
public struct Observation: Sendable, Hashable {
    /// What can be compared with the model; people, but for the share.
    public enum Measure: String, CaseIterable, Sendable {
        case onlinePopulation = "online_population"
        case activeUsers = "active_users"
        case directUsers = "direct_users"
        case circumventingUsers = "circumventing_users"
        case waitingUsers = "waiting_users"
        case leftUsers = "left_users"
        case potentialUsers = "potential_users"
        case counterfactualActiveUsers = "counterfactual_active_users"
        /// Active users over people online.
        case activeShareOfOnline = "active_share_of_online"

        /// The values that can be observed.
        public var range: NumberRange { self == .activeShareOfOnline ? .share : .nonNegative }
    }
    /// Index into `Scenario.markets`.
    public let market: Int
    /// Index into the market's services.
    public let place: Int
    /// When it was so.
    public let date: CalendarDate
    /// What was observed.
    public let measure: Measure
    /// In the measure's unit.
    public let value: Double
    /// The range given with it; nil where none is.
    public let low: Double?
    /// The upper end of what it may have been; nil where the source gives none.
    public let high: Double?
    /// Who says so.
    public let source: String
}
