public import Numerics

/// A scenario that has been read and checked: every name resolves, every number is in its range.
public struct Scenario: Sendable {
    /// The scenario's own name: its file's, without `.json`.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// What the file says about itself.
    public let note: String?
    /// Day 0, at 00:00 UTC.
    public let start: CalendarDate
    /// The last day, at 00:00 UTC.
    public let end: CalendarDate
    /// From one row of the results to the next.
    public let outputEvery: CalendarPeriod
    /// How the equations are integrated.
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
    /// Joint draws of some of the parameters; nil where none.
    public let posterior: Posterior?
    /// Every `source` with the path of its object, in file order.
    public let sources: [SourceNote]
    /// The scenario with `extends`, overrides and removed keys worked in.
    public let resolved: JSONText

    /// SHA-256 of the resolved scenario on one line, and of its joint draws where it has some, as 64 hexadecimal digits.
    public var hash: String {
        let draws = posterior.map { $0.rows.flatMap { $0 }.map(ShortestDecimal.text).joined(separator: ",") } ?? ""
        return SHA256.hexDigest(of: resolved.compact + draws.utf8)
    }

    /// The draws of the plain run: every quantity at its median.
    public var medianDraws: Draws {
        draws {
            uncertain[$0].distribution.quantile(0.5)
        } posterior: {
            $0.medians
        }
    }

    /// Draws in which the posterior's parameters come jointly and all others one by one.
    ///
    /// - Parameters:
    ///   - quantity: the value of an uncertain quantity, by index.
    ///   - values: the values of the posterior's columns.
    public func draws(_ quantity: (Int) -> Double, posterior values: (Posterior) -> [Double]) -> Draws {
        let joint = Set(posterior?.parameters ?? [])
        var drawn = uncertain.indices.map { joint.contains($0) ? 0 : quantity($0) }
        if let posterior {
            for (index, value) in zip(posterior.parameters, values(posterior)) { drawn[index] = value }
        }
        return Draws(drawn)
    }
}

/// Where the numbers of an object of the scenario come from.
public struct SourceNote: Sendable, Equatable {
    /// Path of the object, such as `$.markets.russia`.
    public let path: String
    /// What the source says.
    public let text: String
}

/// The integrator and its tolerances.
public struct SolverSettings: Sendable, Equatable {
    /// The stepper.
    public let method: IntegrationMethod
    /// Local error allowed per step, relative.
    public let relativeTolerance: Double
    /// Local error allowed per step. Unit: people.
    public let absoluteTolerance: Double
}
