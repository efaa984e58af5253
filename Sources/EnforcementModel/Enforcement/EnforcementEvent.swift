public import ScenarioFormat

/// A step or answer that was taken on one pair.
public struct EnforcementEvent: Sendable, Equatable {
    /// What set it off.
    public enum Cause: String, CaseIterable, Sendable {
        case scheduled, delay, hazard, platform
    }
    /// Unit: days from start; negative before it.
    public let time: Double
    public let pair: Int
    public let caseName: String
    public let stepName: String
    public let action: Action
    public let cause: Cause
    /// After it.
    public let status: PairStatus
    /// A at the instant, in people; nil before start.
    public let activeUsers: Double?
    /// Unit: US dollars.
    public let fineUSD: Double
}
