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

    /// All of them, in the order of the results.
    public var measures: [Measure] {
        [
            Measure(name: "active_users_at_start", unit: "people", value: activeUsersAtStart),
            Measure(name: "active_users_at_end", unit: "people", value: atEnd.activeUsers),
            Measure(name: "peak_active_users", unit: "people", value: peakActiveUsers),
            Measure(name: "lowest_active_users_while_blocked", unit: "people", value: lowestActiveUsersWhileBlocked),
            Measure(name: "days_blocked", unit: "days", value: Double(daysBlocked)),
            Measure(name: "share_lost_at_end", unit: "1", value: shareLostAtEnd),
            Measure(name: "circumventing_share_at_end", unit: "1", value: circumventingShareAtEnd),
            Measure(name: "user_days_lost", unit: "user-days", value: atEnd.userDaysLost),
            Measure(name: "fines_usd", unit: "USD", value: finesUSD),
            Measure(name: "storage_cost_usd", unit: "USD", value: storageCostUSD),
            Measure(name: "revenue_lost_usd", unit: "USD", value: atEnd.userDaysLost * revenuePerUserDay),
            Measure(name: "economic_value_lost_usd", unit: "USD", value: atEnd.userDaysLost * economicValuePerUserDay),
        ]
    }
}
