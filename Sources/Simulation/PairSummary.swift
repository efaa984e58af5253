public import EnforcementModel
internal import ScenarioFormat

/// The summary measures of a pair, gathered day by day.
public struct PairSummary: Sendable, Equatable {
    /// A measure's name, unit and value; nil where it isn't defined.
    public struct Measure: Sendable, Equatable {
        public let name: String
        public let unit: String
        public let value: Double?
    }

    public private(set) var activeUsersAtStart = 0.0
    public private(set) var peakActiveUsers = 0.0
    public private(set) var lowestActiveUsersWhileBlocked: Double?
    public private(set) var daysBlocked = 0
    /// What held on the last day.
    public private(set) var atEnd = PairMeasures()
    /// Unit: US dollars.
    public private(set) var finesUSD = 0.0
    public private(set) var storageCostUSD: Double?
    /// Unit: US dollars per active user and day.
    private let revenuePerUserDay: Double
    private let economicValuePerUserDay: Double

    init(_ entry: PairIndex.Entry, _ scenario: Scenario, _ draws: Draws) {
        revenuePerUserDay = draws[scenario.services[entry.service].revenuePerUserYear] / Time.daysPerYear
        economicValuePerUserDay = draws[scenario.markets[entry.market].economicValuePerUserDay]
    }

    mutating func observe(_ measures: PairMeasures, day: Int) {
        if day == 0 { activeUsersAtStart = measures.activeUsers }
        peakActiveUsers = max(peakActiveUsers, measures.activeUsers)
        if measures.status.access == .blocked {
            daysBlocked += 1
            lowestActiveUsersWhileBlocked = min(lowestActiveUsersWhileBlocked ?? .infinity, measures.activeUsers)
        }
        atEnd = measures
    }

    mutating func close(finesUSD: Double, storageCostUSD: Double?) {
        self.finesUSD = finesUSD
        self.storageCostUSD = storageCostUSD
    }

    /// 1 − A/counterfactual A; nil where the counterfactual has no users.
    public var shareLostAtEnd: Double? {
        atEnd.counterfactualActiveUsers > 0 ? 1 - atEnd.activeUsers / atEnd.counterfactualActiveUsers : nil
    }

    /// C/A; nil where there are no users.
    public var circumventingShareAtEnd: Double? {
        atEnd.activeUsers > 0 ? atEnd.circumventingUsers / atEnd.activeUsers : nil
    }

    /// Names and units of all measures, in the order of the results.
    public static let names: [(name: String, unit: String)] = [
        ("active_users_at_start", "people"), ("active_users_at_end", "people"), ("peak_active_users", "people"),
        ("lowest_active_users_while_blocked", "people"), ("days_blocked", "days"), ("share_lost_at_end", "1"),
        ("circumventing_share_at_end", "1"), ("user_days_lost", "user-days"), ("fines_usd", "USD"), ("storage_cost_usd", "USD"),
        ("revenue_lost_usd", "USD"), ("economic_value_lost_usd", "USD"),
    ]

    /// All of them, in the order of the results.
    public var measures: [Measure] {
        let values: [Double?] = [
            activeUsersAtStart, atEnd.activeUsers, peakActiveUsers, lowestActiveUsersWhileBlocked, Double(daysBlocked), shareLostAtEnd,
            circumventingShareAtEnd, atEnd.userDaysLost, finesUSD, storageCostUSD, atEnd.userDaysLost * revenuePerUserDay,
            atEnd.userDaysLost * economicValuePerUserDay,
        ]
        return zip(Self.names, values).map { Measure(name: $0.name, unit: $0.unit, value: $1) }
    }
}
