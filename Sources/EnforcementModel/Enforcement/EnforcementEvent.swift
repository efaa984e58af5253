public import ScenarioFormat

/// A step or answer that was taken on one pair.
public struct EnforcementEvent: Sendable, Equatable {
    /// What set it off.
    public enum Cause: String, CaseIterable, Sendable {
        case scheduled, delay, hazard, platform
    }
    /// Unit: days from start; negative before it.
    public let time: Double
    /// Its number in `PairIndex`.
    public let pair: Int
    /// The case; for an answer, of the demand.
    public let caseName: String
    /// The step; for an answer, of the demand.
    public let stepName: String
    /// What was done.
    public let action: Action
    /// What set it off.
    public let cause: Cause
    /// After it.
    public let status: PairStatus
    /// A at the instant, in people; nil before start.
    public let activeUsers: Double?
    /// Unit: US dollars.
    public let fineUSD: Double
}
