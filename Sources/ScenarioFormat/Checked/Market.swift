/// A country, or whatever a regulator and its people form.
public struct Market: Sendable {
    public let name: String
    public let title: String?
    public let onlinePopulation: OnlinePopulation
    /// Unit: US dollars per active user and day.
    public let economicValuePerUserDay: Quantity
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

    public static func == (a: OnlinePopulation, b: OnlinePopulation) -> Bool {
        switch (a, b) {
        case (.steady(let a), .steady(let b)): a == b
        case (.series(let a), .series(let b)): a.elementsEqual(b, by: ==)
        default: false
        }
    }
}

/// A service in a market: a pair of the model. Durations in days, rates per year, stocks in people.
public struct MarketService: Sendable {
    /// Index into `Scenario.services`.
    public let service: Int
    public let directUsers: Quantity
    public let circumventingUsers: Quantity
    public let waitingUsers: Quantity
    public let leftUsers: Quantity
    public let adoption: Adoption
    public let churnPerYear: Quantity
    public let circumventionShare: Quantity
    public let circumventionShareMax: Quantity
    public let learningDays: Quantity
    public let fatigueDays: Quantity
    public let returnDays: Quantity
    public let toolDropDays: Quantity
    public let giveUpDays: Quantity
    public let reconsiderDays: Quantity
    public let awarenessDays: Quantity
    public let trustDays: Quantity
    /// Other services of the market with the share of this one's lost users who take them up.
    public let substitutes: [Substitute]
}

public struct Substitute: Sendable {
    /// Index into the market's services.
    public let service: Int
    public let share: Quantity
}

/// How people take a service up.
public struct Adoption: Sendable {
    public enum Curve: String, CaseIterable, Sendable {
        case bass, logistic, gompertz, richards
    }
    public let curve: Curve
    /// p of the Bass curve. Unit: 1/year.
    public let innovationPerYear: Quantity
    /// q. Unit: 1/year.
    public let imitationPerYear: Quantity
    /// Share of the online population.
    public let ceilingShare: Quantity
    /// ν of the Richards curve; 1 for the others.
    public let shape: Quantity
}
