import TestSupport
import Testing

@testable import EnforcementModel
@testable import Simulation

/// A service over its markets, by hand.
@Suite struct ServiceTotalsTests {
    private func pair(_ active: Double, counterfactual: Double = 0, lost: Double = 0, atRisk: Bool) -> PairMeasures {
        var status = PairStatus()
        if atRisk { status.stage = .requested }
        return PairMeasures(
            status: status,
            figures: PairFigures(
                onlinePopulation: 100, directUsers: active, circumventingUsers: 0, waitingUsers: 0, leftUsers: 0, potentialUsers: 0,
                activeUsers: active, counterfactualActiveUsers: counterfactual, newUsersPerDay: 0, blockEffectiveness: 0, toolsWorking: 1,
                awareness: 0, messagesPerDay: 0, userDaysLost: lost, userDays: 0))
    }

    @Test func sumsAndTheShareAtRisk() {
        let totals = ServiceTotals([
            pair(10, counterfactual: 20, lost: 5, atRisk: true), pair(30, counterfactual: 31, lost: -1, atRisk: false),
            pair(40, counterfactual: 40, lost: 2, atRisk: true),
        ])
        #expect(totals.activeUsers == 80 && totals.counterfactualActiveUsers == 91 && totals.userDaysLost == 6)
        #expect(totals.marketsAtRisk == 2 && totals.usersAtRiskShare == 50.0 / 80)
    }

    @Test func lessThanOneUserStillHasAShare() {
        #expect(ServiceTotals([pair(0.25, atRisk: true), pair(0.5, atRisk: false)]).usersAtRiskShare == 0.25 / 0.75)
        #expect(ServiceTotals([pair(0, atRisk: true)]).usersAtRiskShare == 0 && ServiceTotals([]).marketsAtRisk == 0)
    }
}
