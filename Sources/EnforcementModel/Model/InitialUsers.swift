internal import ScenarioFormat

/// The people in a pair's stocks at start, in one member's numbers. Unit: people.
struct InitialUsers {
    let direct: Double
    let circumventing: Double
    let waiting: Double
    let left: Double

    init(_ service: MarketService, _ draws: Draws) {
        direct = draws[service[.directUsers]]
        circumventing = draws[service[.circumventingUsers]]
        waiting = draws[service[.waitingUsers]]
        left = draws[service[.leftUsers]]
    }

    /// A.
    var active: Double { direct + circumventing }
}
