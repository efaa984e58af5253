internal import Numerics

/// Everything that the results say of a pair at an instant. Stocks in people.
public struct PairMeasures: Sendable, Equatable {
    public var status = PairStatus()
    public var onlinePopulation = 0.0
    public var directUsers = 0.0
    public var circumventingUsers = 0.0
    public var waitingUsers = 0.0
    public var leftUsers = 0.0
    public var potentialUsers = 0.0
    public var counterfactualActiveUsers = 0.0
    /// Newcomers who get in. Unit: people per day.
    public var newUsersPerDay = 0.0
    /// ε, v and S.
    public var blockEffectiveness = 0.0
    public var toolsWorking = 1.0
    public var awareness = 0.0
    public var messagesPerDay = 0.0
    /// Since start. Unit: user-days.
    public var userDaysLost = 0.0
    /// ∫ A dt since start. Unit: user-days.
    public var userDays = 0.0

    public var activeUsers: Double { directUsers + circumventingUsers }

    public init() {}
}

extension MemberDynamics {
    /// Fills `measures`, one for each pair, with what holds at `time` in `state`.
    public func measure(at time: Double, _ state: [Double], into measures: inout [PairMeasures]) {
        var span = rates.mutableSpan
        equations.derivatives(at: time, of: state.span, into: &span)
        for i in 0..<layout.pairs {
            let instant = equations.instants[i]
            let market = index.all[i].market
            measures[i].status = equations.barriers[i].status
            measures[i].onlinePopulation = equations.populations[market].people(at: time)
            measures[i].directUsers = stock(state, i, .direct)
            measures[i].circumventingUsers = stock(state, i, .circumventingBlocked, .circumventingOpen)
            measures[i].waitingUsers = stock(state, i, .waitingBlocked, .waitingOpen)
            measures[i].leftUsers = stock(state, i, .left)
            measures[i].potentialUsers = instant.potential
            let twin = i + layout.pairs
            measures[i].counterfactualActiveUsers =
                stock(state, twin, .direct) + stock(state, twin, .circumventingBlocked, .circumventingOpen)
            measures[i].newUsersPerDay = shown(instant.admitted)
            measures[i].blockEffectiveness = instant.forces.closure
            measures[i].toolsWorking = instant.forces.tools
            measures[i].awareness = instant.forces.awareness
            measures[i].messagesPerDay = messagesPerUserPerDay[i] * measures[i].activeUsers
            measures[i].userDaysLost = state[layout.lost(i)]
            measures[i].userDays = state[layout.used(i)]
        }
    }

    /// The sum of a pair's compartments.
    func stock(_ state: [Double], _ pair: Int, _ compartments: StateLayout.Compartment...) -> Double {
        shown(compartments.reduce(0) { $0 + state[layout.index($1, pair)] })
    }

    /// A number of people; 0 where it is below zero by no more than the integration's tolerance.
    private func shown(_ people: Double) -> Double { people < 0 && people >= -absoluteTolerance ? 0 : people }
}
