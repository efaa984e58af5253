/// A country, or whatever a regulator and its people form.
public struct Market: Parameterized {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// Unit: people.
    public let onlinePopulation: OnlinePopulation
    /// All but the online population.
    public let numbers: ParameterValues<MarketParameter, Quantity>
    /// In file order.
    public let services: [MarketService]

    /// What people call it.
    public var label: String { title ?? name }
}

/// People online in a market over time.
public enum OnlinePopulation: Sendable, Equatable {
    case steady(Quantity)
    /// Linear between the dates, constant beyond; dates in days since 1 January 1970, strictly rising.
    case series([(day: Double, people: Double)])

    /// Whether both are steady or both series, with equal numbers.
    public static func == (a: OnlinePopulation, b: OnlinePopulation) -> Bool {
        switch (a, b) {
        case (.steady(let a), .steady(let b)): a == b
        case (.series(let a), .series(let b)): a.elementsEqual(b, by: ==)
        default: false
        }
    }
}

/// A service in a market: a pair of the model.
public struct MarketService: Parameterized {
    /// Index into `Scenario.services`.
    public let service: Int
    /// How people join.
    public let curve: AdoptionCurve
    /// Its users at start, its adoption and their habits.
    public let numbers: ParameterValues<PairParameter, Quantity>
    /// Other services of the market with the share of this one's lost users who take them up.
    public let substitutes: [Substitute]
}

/// A service that takes up users whom another loses.
public struct Substitute: Sendable {
    /// Index into the market's services.
    public let service: Int
    /// The share of the lost users who try it.
    public let share: Quantity
}

/// The form in which people take a service up.
public enum AdoptionCurve: String, CaseIterable, Sendable {
    case bass, logistic, gompertz, richards
}
