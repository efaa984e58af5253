public import ScenarioFormat

/// The fastest of a member's flows under way: what an integration that fails most likely fails over.
public struct FastestFlow: Sendable {
    /// Slower ones are no trouble to any integrator. Unit: 1/day.
    private static let slow = 100.0

    /// The pair's number.
    public let pair: Int
    /// What sets its pace: a mean time, a time constant or a rate.
    public let parameter: PairParameter
    /// Its value in this member. Unit: the parameter's.
    public let value: Double

    /// Unit: 1/day.
    private var perDay: Double { parameter.parameter.conversion == .yearly ? value / Time.daysPerYear : 1 / value }

    fileprivate func faster(than other: FastestFlow?) -> Bool { perDay > (other?.perDay ?? Self.slow) }
}

extension MemberDynamics {
    /// The fastest flow under way or about to be; nil where all are slow.
    ///
    /// - Parameters:
    ///   - draws: the member's.
    ///   - time: in days from start.
    ///   - component: the member's state then, component by component.
    public func fastestFlow(_ draws: Draws, at time: Double, _ component: (Int) -> Double) -> FastestFlow? {
        let isReached = reached(at: time, component)
        var fastest: FastestFlow?
        for (pair, entry) in model.structure.pairs.all.enumerated() {
            let service = model.structure.scenario.markets[entry.market].services[entry.place]
            for parameter in PairParameter.allCases where isUnderWay(parameter, pair, at: time, isReached) {
                let candidate = FastestFlow(pair: pair, parameter: parameter, value: draws[service[parameter]])
                if candidate.faster(than: fastest) { fastest = candidate }
            }
        }
        return fastest
    }

    /// The components that aren't 0, or into which something flows from such ones, at one remove or more.
    private func reached(at time: Double, _ component: (Int) -> Double) -> [Bool] {
        let equations = FlowEquations(self)
        equations.load(self, at: time)
        var isReached = (0..<layout.dimension).map { component($0) != 0 }
        for _ in StateLayout.Compartment.allCases {
            let state = isReached.map { $0 ? 1.0 : 0 }
            var values = state
            var rates = values.mutableSpan
            equations.derivatives(at: time, of: state.span, into: &rates)
            for i in isReached.indices where rates[i] != 0 { isReached[i] = true }
        }
        return isReached
    }

    /// Whether the parameter is the pace of a flow that anybody goes through, or is about to.
    private func isUnderWay(_ parameter: PairParameter, _ pair: Int, at time: Double, _ isReached: [Bool]) -> Bool {
        func has(_ compartments: StateLayout.Compartment...) -> Bool {
            compartments.contains { isReached[layout.index($0, pair)] }
        }
        return switch parameter {
        case .innovation: true
        case .imitation, .churn: has(.direct, .circumventingBlocked, .circumventingOpen)
        case .learning: has(.waitingBlocked)
        case .fatigue: has(.circumventingBlocked, .circumventingOpen)
        case .returning: has(.waitingOpen)
        case .toolDrop: has(.circumventingOpen)
        case .givingUp: has(.waitingBlocked, .waitingOpen)
        case .reconsidering: has(.left)
        case .awarenessDays: barriers[pair].awareness.value(at: time) > 0
        case .trustDays: barriers[pair].trust.contains { time < $0.end }
        default: false
        }
    }
}
