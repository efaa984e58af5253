internal import ScenarioFormat

/// The coefficients of a pair's flows, by the numbers that they are made from; rates per day, shares as parts of 1.
struct PairCoefficients<Value: Lanes>: Sendable {
    let market: Int
    let curve: AdoptionCurve
    let numbers: PairTable<Value>
    /// circumvention_share_max − circumvention_share, 0 or more.
    let circumventionSpan: Value

    @inline(__always)
    subscript(_ parameter: PairParameter) -> Value { numbers[parameter.rawValue] }
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
        curve = service.curve
        let given = draws.numbers(of: service)
        numbers = PairTable { PairParameter.parameters[$0].coefficient(given.values[$0]) }
        circumventionSpan = max(0, given[.circumventionShareMax] - given[.circumventionShare])
    }
}

extension PairCoefficients {
    /// The same pair of several members, one in each lane.
    init(_ members: [PairCoefficients<Double>]) {
        market = members[0].market
        curve = members[0].curve
        numbers = PairTable { number in Value(lanes: members.map { $0.numbers[number] }) }
        circumventionSpan = Value(lanes: members.map(\.circumventionSpan))
    }
}

extension Parameter {
    /// What the model makes of the number.
    func coefficient(_ number: Double) -> Double {
        switch conversion {
        case .none: number
        case .yearly: number / Time.daysPerYear
        case .meanTime: 1 / number
        }
    }
}
