public import EnforcementModel

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

    /// The measure of a pair, of one member or of several.
    @inlinable @inline(__always)
    public func value<Value>(of pair: PairFigures<Value>) -> Value {
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
