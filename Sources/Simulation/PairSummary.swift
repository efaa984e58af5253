public import EnforcementModel
internal import ScenarioFormat

/// The summary measures of a pair, gathered day by day.
public struct PairSummary: Sendable {
    /// A measure's name, unit and value; nil where it isn't defined.
    public struct Measure: Sendable, Equatable {
        /// As in summary.csv.
        public let name: String
        /// As in summary.csv.
        public let unit: String
        /// Nil where it isn't defined.
        public let value: Double?
    }

    private let extremes: PairExtremes<Double>
    /// What held on the last day.
    public let atEnd: PairFigures<Double>
    /// Unit: US dollars.
    public let finesUSD: Double
    /// Unit: US dollars; nil where no law asks anything of anyone.
    public let storageCostUSD: Double?
    /// Unit: US dollars per active user and day.
    private let revenuePerUserDay: Double
    private let economicValuePerUserDay: Double

    init(
        pair: Int, _ structure: ModelStructure, _ draws: Draws, _ extremes: PairExtremes<Double>, atEnd: PairFigures<Double>,
        _ events: [EnforcementEvent], _ storage: StorageLedger
    ) {
        self.extremes = extremes
        self.atEnd = atEnd
        finesUSD = events.reduce(0) { $0 + ($1.pair == pair ? $1.fineUSD : 0) }
        storageCostUSD = storage.cost(ofPair: pair)
        let entry = structure.pairs.all[pair]
        revenuePerUserDay = draws[structure.scenario.services[entry.service][.revenue]] / Time.daysPerYear
        economicValuePerUserDay = draws[structure.scenario.markets[entry.market][.economicValue]]
    }

    /// Unit: people.
    public var activeUsersAtStart: Double { extremes.atStart }
    /// The most on a whole day. Unit: people.
    public var peakActiveUsers: Double { extremes.peak }
    /// Nil where it never was.
    public var lowestActiveUsersWhileBlocked: Double? { extremes.daysBlocked > 0 ? extremes.lowestWhileBlocked : nil }
    /// Whole days with access blocked.
    public var daysBlocked: Int { Int(extremes.daysBlocked) }

    /// 1 − A/counterfactual A; nil where the counterfactual has no users.
    public var shareLostAtEnd: Double? {
        Self.share(of: atEnd.counterfactualActiveUsers, atEnd.activeUsers).map { 1 - $0 }
    }

    /// C/A; nil where there are no users.
    public var circumventingShareAtEnd: Double? { Self.share(of: atEnd.activeUsers, atEnd.circumventingUsers) }

    /// Nil of fewer than a millionth of a person, whom an integration doesn't tell from nobody.
    private static func share(of whole: Double, _ part: Double) -> Double? { whole >= 1e-6 ? part / whole : nil }

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
