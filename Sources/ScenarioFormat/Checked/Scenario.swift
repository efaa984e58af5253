public import Numerics

/// A scenario that has been read and checked: every name resolves, every number is in its range.
public struct Scenario: Sendable {
    /// The scenario's own name: its file's, without `.json`.
    public let name: String
    public let title: String?
    public let note: String?
    public let start: CalendarDate
    public let end: CalendarDate
    public let outputEvery: CalendarPeriod
    public let solver: SolverSettings
    /// In file order.
    public let services: [Service]
    /// In file order.
    public let markets: [Market]
    /// In file order.
    public let laws: [Law]
    /// In file order, which means nothing to the model.
    public let cases: [EnforcementCase]
    /// What a member draws, in file order.
    public let uncertain: [UncertainQuantity]
    /// The path of the file of observations; nil where none.
    public let observations: String?
    /// The path of the file of joint draws of parameters; nil where none.
    public let posterior: String?
    /// Every `source` with the path of its object, in file order.
    public let sources: [SourceNote]
    /// The scenario with `extends`, overrides and removed keys worked in.
    public let resolved: JSONText

    /// SHA-256 of the resolved scenario on one line, as 64 hexadecimal digits.
    public var hash: String { SHA256.hexDigest(of: resolved.compact) }

    /// The draws of the plain run: every quantity at its median.
    public var medianDraws: Draws { Draws(uncertain.map { $0.distribution.quantile(0.5) }) }
}

/// Where the numbers of an object of the scenario come from.
public struct SourceNote: Sendable, Equatable {
    /// Path of the object, such as `$.markets.russia`.
    public let path: String
    public let text: String
}

/// The integrator and its tolerances.
public struct SolverSettings: Sendable, Equatable {
    public let method: IntegrationMethod
    /// Local error allowed per step, relative.
    public let relativeTolerance: Double
    /// Local error allowed per step. Unit: people.
    public let absoluteTolerance: Double
}
