/// The numbers that results show of a pair at an instant, of one member or of several, one in each lane. Stocks in people.
public struct PairFigures<Value: Sendable>: Sendable {
    /// N. Unit: people.
    public var onlinePopulation: Value
    /// D. Unit: people.
    public var directUsers: Value
    /// C. Unit: people.
    public var circumventingUsers: Value
    /// W. Unit: people.
    public var waitingUsers: Value
    /// X. Unit: people.
    public var leftUsers: Value
    /// P. Unit: people.
    public var potentialUsers: Value
    /// A = D + C. Unit: people.
    public var activeUsers: Value
    /// A had it been left alone. Unit: people.
    public var counterfactualActiveUsers: Value
    /// Newcomers who get in. Unit: people per day.
    public var newUsersPerDay: Value
    /// ε, v and S.
    public var blockEffectiveness: Value
    /// v.
    public var toolsWorking: Value
    /// S.
    public var awareness: Value
    /// Unit: messages per day.
    public var messagesPerDay: Value
    /// Since start. Unit: user-days.
    public var userDaysLost: Value
    /// ∫ A dt since start. Unit: user-days.
    public var userDays: Value
}

extension PairFigures<SIMD8<Double>> {
    /// Those of one lane.
    public func lane(_ lane: Int) -> PairFigures<Double> {
        PairFigures<Double>(
            onlinePopulation: onlinePopulation[lane], directUsers: directUsers[lane], circumventingUsers: circumventingUsers[lane],
            waitingUsers: waitingUsers[lane], leftUsers: leftUsers[lane], potentialUsers: potentialUsers[lane],
            activeUsers: activeUsers[lane], counterfactualActiveUsers: counterfactualActiveUsers[lane],
            newUsersPerDay: newUsersPerDay[lane], blockEffectiveness: blockEffectiveness[lane], toolsWorking: toolsWorking[lane],
            awareness: awareness[lane], messagesPerDay: messagesPerDay[lane], userDaysLost: userDaysLost[lane], userDays: userDays[lane])
    }
}

extension Flows {
    /// What holds for a pair at a time and in a state.
    ///
    /// - Parameters:
    ///   - instants: what the evaluation of the rates there has found, by pair.
    ///   - messages: m. Unit: messages per active user and day.
    ///   - tolerance: what a number of people may lie below zero and be shown as 0.
    @inline(__always)
    func figures(
        of pair: Int, at time: Double, _ state: Span<Value>, _ instants: [PairInstant], messages: Value, tolerance: Double
    ) -> PairFigures<Value> {
        // Through a span, as an array's element would be copied as a whole.
        let instants = instants.span
        @inline(__always) func shown(_ people: Value) -> Value { people.zeroedFromBelow(by: tolerance) }
        @inline(__always) func stock(_ compartment: StateLayout.Compartment) -> Value { state[layout.index(compartment, pair)] }
        let circumventing = shown(stock(.circumventingBlocked) + stock(.circumventingOpen))
        let activeUsers = shown(stock(.direct)) + circumventing
        var counterfactual = shown(state[layout.index(counterfactual: .direct, pair)])
        if layout.someStartShutOut { counterfactual = counterfactual + shown(state[layout.index(counterfactual: .circumventing, pair)]) }
        return PairFigures(
            onlinePopulation: onlinePopulation(of: pair, at: time),
            directUsers: shown(stock(.direct)),
            circumventingUsers: circumventing,
            waitingUsers: shown(stock(.waitingBlocked) + stock(.waitingOpen)),
            leftUsers: shown(stock(.left)),
            potentialUsers: instants[pair].potential,
            activeUsers: activeUsers,
            counterfactualActiveUsers: counterfactual,
            newUsersPerDay: shown(instants[pair].admitted),
            blockEffectiveness: instants[pair].forces.closure,
            toolsWorking: instants[pair].forces.tools,
            awareness: instants[pair].forces.awareness,
            messagesPerDay: messages * activeUsers,
            userDaysLost: state[layout.lost(pair)],
            userDays: state[layout.used(pair)])
    }
}
