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
    /// The fastest flow under way, by the key that sets its pace, and what to do about it; nil where all are slow.
    public let fastest: String?

    /// Scenario, stock where one is known, and date; then the cause.
    public var description: String {
        let at = scenario + ": " + (subject.map { "\($0), \(date)" } ?? "\(date)")
        switch cause {
        case .nonFinite:
            return "\(at): the rate of change is not finite; \(fastest ?? "look for rates or users many orders of magnitude too large")"
        case .stepUnderflow:
            let way = "loosen `solver.relative_tolerance` or `solver.absolute_tolerance`"
            return "\(at): no step is small enough for the tolerance; \(fastest ?? way)"
        case .tooManySteps(_, let limit):
            let way = "look for time constants far below a day, or loosen `solver.relative_tolerance`"
            return "\(at): more than \(limit) steps without an event; \(fastest ?? way)"
        case .library(let failure):
            return "\(at): GSL: \(failure.reason); try another `solver.method`, or end some programs where memory is short"
        }
    }
}

extension RunFailure {
    /// The failure of an integration, with its date and stock, and the fastest flow then.
    init(_ structure: ModelStructure, _ layout: StateLayout, _ cause: IntegrationFailure, _ fastest: FastestFlow?) {
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
            scenario: scenario.name, cause: cause, date: scenario.start.adding(days: Int(when)), subject: subject,
            fastest: fastest.map { Self.remedy($0, structure) })
    }

    private static func remedy(_ flow: FastestFlow, _ structure: ModelStructure) -> String {
        let pair = structure.pairs.all[flow.pair]
        let key = "`markets.\(pair.marketName).services.\(pair.serviceName).\(flow.parameter.path)`"
        let value = ShortestDecimal.rounded(flow.value)
        return flow.parameter.parameter.conversion == .yearly
            ? "\(key) of \(value) a year is too fast to be followed: give a lower one"
            : "\(key) of \(value) days is too short to be followed: give a longer one"
    }
}
