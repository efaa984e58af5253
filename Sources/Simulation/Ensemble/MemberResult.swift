public import EnforcementModel
internal import ScenarioFormat

/// The numbers of a pair that an ensemble has bands of: those of timeseries.csv, in its order.
public enum BandMeasure: String, CaseIterable, Sendable {
    case onlinePopulation = "online_population"
    case activeUsers = "active_users"
    case directUsers = "direct_users"
    case circumventingUsers = "circumventing_users"
    case waitingUsers = "waiting_users"
    case leftUsers = "left_users"
    case potentialUsers = "potential_users"
    case counterfactualActiveUsers = "counterfactual_active_users"
    case newUsersPerDay = "new_users_per_day"
    case blockEffectiveness = "block_effectiveness"
    case toolsWorking = "tools_working"
    case awareness
    case messagesPerDay = "messages_per_day"
    case userDaysLost = "user_days_lost"

    public func value(of pair: PairMeasures) -> Double {
        switch self {
        case .onlinePopulation: pair.onlinePopulation
        case .activeUsers: pair.activeUsers
        case .directUsers: pair.directUsers
        case .circumventingUsers: pair.circumventingUsers
        case .waitingUsers: pair.waitingUsers
        case .leftUsers: pair.leftUsers
        case .potentialUsers: pair.potentialUsers
        case .counterfactualActiveUsers: pair.counterfactualActiveUsers
        case .newUsersPerDay: pair.newUsersPerDay
        case .blockEffectiveness: pair.blockEffectiveness
        case .toolsWorking: pair.toolsWorking
        case .awareness: pair.awareness
        case .messagesPerDay: pair.messagesPerDay
        case .userDaysLost: pair.userDaysLost
        }
    }
}

/// What an ensemble keeps of one member's run.
struct MemberResult: Sendable {
    /// By output day, pair and measure.
    var values: [Double] = []
    /// By output day and pair.
    var statuses: [PairStatus] = []
    /// What it drew, in the order of `Scenario.uncertain`.
    let draws: [Double]
    /// By pair and summary measure; not a number where undefined.
    var summary: [Double] = []

    /// Runs the member whose draws are given.
    init(_ scenario: Scenario, _ draws: Draws) throws {
        self.draws = scenario.uncertain.indices.map { draws[.uncertain($0)] }
        var (values, statuses): ([Double], [PairStatus]) = ([], [])
        let outcome = try ScenarioRun.run(scenario, draws) { record, isOutput in
            guard isOutput else { return }
            for pair in record.pairs {
                for measure in BandMeasure.allCases { values.append(measure.value(of: pair)) }
                statuses.append(pair.status)
            }
        }
        if let bad = values.first(where: { !($0.magnitude < Self.largest) }) { throw ValueTooLarge(value: bad) }
        (self.values, self.statuses) = (values, statuses)
        summary = outcome.summaries.flatMap { $0.measures.map { $0.value ?? .nan } }
    }

    /// What differs from another result of the same shape; undefined where either is.
    func less(_ other: MemberResult) -> MemberResult {
        var difference = self
        for i in values.indices { difference.values[i] -= other.values[i] }
        for i in summary.indices { difference.summary[i] -= other.summary[i] }
        return difference
    }

    /// Larger values have no square in a double.
    private static let largest = 1e150

    struct ValueTooLarge: Error, CustomStringConvertible {
        let value: Double
        var description: String { "a value of \(value) is beyond all people there could be" }
    }
}
