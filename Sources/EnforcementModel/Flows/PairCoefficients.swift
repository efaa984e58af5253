internal import ScenarioFormat

/// The coefficients of a pair's flows; rates per day, shares as parts of 1.
struct PairCoefficients<Value: Lanes>: Sendable {
    let market: Int
    let curve: Adoption.Curve
    /// p and q of the adoption curve.
    var innovation: Value
    var imitation: Value
    /// ν of the Richards curve.
    var shape: Value
    var ceilingShare: Value
    var churn: Value
    var circumventionShare: Value
    /// circumvention_share_max − circumvention_share, 0 or more.
    var circumventionSpan: Value
    var learning: Value
    var fatigue: Value
    var returning: Value
    var toolDrop: Value
    var givingUp: Value
    var reconsidering: Value
}

/// A service for whose lost users another stands in.
struct SubstitutedSource<Value: Lanes>: Sendable {
    let pair: Int
    /// θ.
    var share: Value
}

extension PairCoefficients<Double> {
    init(_ service: MarketService, market: Int, _ draws: Draws) {
        self.market = market
        curve = service.adoption.curve
        innovation = draws[service.adoption.innovationPerYear] / Time.daysPerYear
        imitation = draws[service.adoption.imitationPerYear] / Time.daysPerYear
        shape = draws[service.adoption.shape]
        ceilingShare = draws[service.adoption.ceilingShare]
        churn = draws[service.churnPerYear] / Time.daysPerYear
        circumventionShare = draws[service.circumventionShare]
        circumventionSpan = max(0, draws[service.circumventionShareMax] - circumventionShare)
        learning = 1 / draws[service.learningDays]
        fatigue = 1 / draws[service.fatigueDays]
        returning = 1 / draws[service.returnDays]
        toolDrop = 1 / draws[service.toolDropDays]
        givingUp = 1 / draws[service.giveUpDays]
        reconsidering = 1 / draws[service.reconsiderDays]
    }
}

extension PairCoefficients {
    /// The same pair of several members, one in each lane.
    init(_ members: [PairCoefficients<Double>]) {
        func lanes(_ coefficient: (PairCoefficients<Double>) -> Double) -> Value { Value(lanes: members.map(coefficient)) }
        self.init(
            market: members[0].market, curve: members[0].curve, innovation: lanes(\.innovation), imitation: lanes(\.imitation),
            shape: lanes(\.shape), ceilingShare: lanes(\.ceilingShare), churn: lanes(\.churn),
            circumventionShare: lanes(\.circumventionShare), circumventionSpan: lanes(\.circumventionSpan), learning: lanes(\.learning),
            fatigue: lanes(\.fatigue), returning: lanes(\.returning), toolDrop: lanes(\.toolDrop), givingUp: lanes(\.givingUp),
            reconsidering: lanes(\.reconsidering))
    }
}
