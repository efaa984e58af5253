/// A step that won't be taken on a pair, as its service complied before.
public struct CancelledStep: Sendable, Equatable {
    /// When the service complied. Unit: days from start; negative before it.
    public let time: Double
    /// Its number in `PairIndex`.
    public let pair: Int
    /// The case of the step that is cancelled.
    public let caseName: String
    /// The step that is cancelled.
    public let stepName: String
    /// The case of the compliance; for an answer, of the demand.
    public let complyingCaseName: String
    /// The step by which the service complied; for an answer, that of the demand.
    public let complyingStepName: String
    /// What set the compliance off.
    public let cause: EnforcementEvent.Cause
}
