/// A country, or whatever a regulator and its people form.
public struct Market: Sendable {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// Unit: people.
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

    /// Whether both are steady or both series, with equal numbers.
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
    /// D at start. Unit: people.
    public let directUsers: Quantity
    /// C at start. Unit: people.
    public let circumventingUsers: Quantity
    /// W at start. Unit: people.
    public let waitingUsers: Quantity
    /// X at start. Unit: people.
    public let leftUsers: Quantity
    /// How people join.
    public let adoption: Adoption
    /// Rate of leaving for no reason of the state's. Unit: 1/year.
    public let churnPerYear: Quantity
    /// The share of shut-out people who turn to a tool where nobody around them does.
    public let circumventionShare: Quantity
    /// The same where everybody does; below the first counts as equal to it.
    public let circumventionShareMax: Quantity
    /// Mean time until a waiting person learns to use a tool. Unit: days, infinite for never.
    public let learningDays: Quantity
    /// Mean time until a circumventing user tires of the tool. Unit: days, infinite for never.
    public let fatigueDays: Quantity
    /// Mean time until a person let in comes back. Unit: days.
    public let returnDays: Quantity
    /// Mean time until the tool is put away where access is open. Unit: days, infinite for never.
    public let toolDropDays: Quantity
    /// Mean time until a waiting person settles elsewhere. Unit: days, infinite for never.
    public let giveUpDays: Quantity
    /// Mean time until a person gone may join again. Unit: days, infinite for never.
    public let reconsiderDays: Quantity
    /// Time constant of awareness. Unit: days.
    public let awarenessDays: Quantity
    /// Time constant of lost trust. Unit: days.
    public let trustDays: Quantity
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

/// How people take a service up.
public struct Adoption: Sendable {
    /// The form of growth.
    public enum Curve: String, CaseIterable, Sendable {
        case bass, logistic, gompertz, richards
    }
    /// The form of growth.
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
