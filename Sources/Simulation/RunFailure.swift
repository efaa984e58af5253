internal import EnforcementModel
public import Numerics
public import ScenarioFormat

/// Why a run could not be computed, and where it stopped.
public struct RunFailure: Error, Equatable, CustomStringConvertible {
    /// The scenario's name.
    public let scenario: String
    /// What the integrator says.
    public let cause: IntegrationFailure
    /// The day on which the run stopped.
    public let date: CalendarDate
    /// What went wrong first, such as `russia.telegram: direct_users`; nil where no one stock did.
    public let subject: String?

    /// Scenario, stock where one is known, and date; then the cause.
    public var description: String {
        let at = scenario + ": " + (subject.map { "\($0), \(date)" } ?? "\(date)")
        switch cause {
        case .nonFinite:
            return "\(at): the rate of change is not finite; look for rates or users many orders of magnitude too large"
        case .stepUnderflow:
            return "\(at): no step is small enough for the tolerance; loosen `solver.relative_tolerance` or `solver.absolute_tolerance`"
        case .tooManySteps(_, let limit):
            return
                "\(at): more than \(limit) steps without an event; look for time constants far below a day, or loosen `solver.relative_tolerance`"
        case .library(let failure):
            return "\(at): GSL: \(failure.reason); try another `solver.method`, or end some programs where memory is short"
        }
    }
}

extension RunFailure {
    /// The failure of an integration, with its date and stock.
    init(_ structure: ModelStructure, _ layout: StateLayout, _ cause: IntegrationFailure) {
        let (when, component): (Double, Int?) =
            switch cause {
            case .nonFinite(let time, let component): (time, component)
            case .stepUnderflow(let time), .tooManySteps(let time, _): (time, nil)
            case .library: (0, nil)
            }
        let subject = component.map { component in
            let (pair, name) = layout.name(of: component)
            return pair.map { "\(structure.pairs.all[$0].marketName).\(structure.pairs.all[$0].serviceName): \(name)" } ?? name
        }
        let scenario = structure.scenario
        self.init(
            scenario: scenario.name, cause: cause, date: scenario.start.adding(days: Int(when)), subject: subject)
    }
}
