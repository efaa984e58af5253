public import EnforcementModel

/// A service over all its markets on a day. Stocks in people.
public struct ServiceTotals: Sendable, Equatable {
    /// The number of markets in which it is at risk.
    public private(set) var marketsAtRisk = 0
    /// Unit: people.
    public private(set) var activeUsers = 0.0
    private var usersAtRisk = 0.0
    /// Unit: people.
    public private(set) var counterfactualActiveUsers = 0.0
    /// Unit: user-days.
    public private(set) var userDaysLost = 0.0

    /// - Parameter pairs: what holds for each of the service's pairs.
    public init(_ pairs: [PairMeasures]) {
        for pair in pairs {
            activeUsers += pair.activeUsers
            counterfactualActiveUsers += pair.counterfactualActiveUsers
            userDaysLost += pair.userDaysLost
            if pair.status.isAtRisk {
                marketsAtRisk += 1
                usersAtRisk += pair.activeUsers
            }
        }
    }

    /// 0 where the service has no users.
    public var usersAtRiskShare: Double { activeUsers > 0 ? usersAtRisk / activeUsers : 0 }
}
