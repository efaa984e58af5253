import EnforcementModel
import Foundation
import TestSupport
import Testing

/// Runs whose solution is known in closed form.
@Suite struct ExactSolutionTests {
    private let year = 365.25

    private func check(
        _ pair: String, steps: String = "", days: Int = 1500, _ measure: KeyPath<PairMeasures, Double>, _ exact: (Double) -> Double
    ) throws {
        let run = try CollectedRun(TestScenario.onePair(days: days, pair: pair, steps: steps))
        #expect(run.days.count == days + 1)
        for (day, pairs) in run.days.enumerated() {
            let (found, expected) = (pairs[0][keyPath: measure], exact(Double(day)))
            #expect(agree(found, expected, relative: 1e-7, absolute: 1e-2), "day \(day): \(found), exact \(expected)")
        }
    }

    // MARK: adoption; Verhulst 1838, Bass 1969, Gompertz 1825, Richards 1959

    @Test func logistic() throws {
        try check(#""direct_users": 2000, "adoption": {"curve": "logistic", "imitation_per_year": 3, "ceiling_share": 0.4}"#, \.directUsers)
        {
            400_000 / (1 + (400_000 / 2000 - 1) * exp(-3 * $0 / 365.25))
        }
    }

    @Test func bass() throws {
        let (p, q, ceiling, start) = (0.03, 1.1, 400_000.0, 2000.0)
        try check(
            #""direct_users": 2000, "adoption": {"innovation_per_year": 0.03, "imitation_per_year": 1.1, "ceiling_share": 0.4}"#,
            \.activeUsers
        ) { t in
            let c = (1 - start / ceiling) / (1 + q / p * start / ceiling) * exp(-(p + q) * t / 365.25)
            return ceiling * (1 - c) / (1 + q / p * c)
        }
    }

    @Test func gompertz() throws {
        try check(
            #""direct_users": 2000, "adoption": {"curve": "gompertz", "imitation_per_year": 1.5, "ceiling_share": 0.4}"#, \.activeUsers
        ) {
            400_000 * exp(log(2000.0 / 400_000) * exp(-1.5 * $0 / 365.25))
        }
    }

    @Test func richards() throws {
        try check(
            #""direct_users": 2000, "adoption": {"curve": "richards", "shape": 0.5, "imitation_per_year": 2, "ceiling_share": 0.4}"#,
            \.activeUsers
        ) {
            400_000 * pow(1 + (pow(2000.0 / 400_000, -0.5) - 1) * exp(-2 * $0 / 365.25), -2)
        }
    }

    /// Stocks that the integrator puts just below zero leave the curve a number.
    @Test func richardsWithAFastFlow() throws {
        let pair =
            #""direct_users": 0, "waiting_users": 1000, "return_days": 0.01, "adoption": {"curve": "richards", "shape": 1.7, "imitation_per_year": 1, "ceiling_share": 0.5}"#
        let run = try CollectedRun(TestScenario.onePair(days: 60, pair: pair))
        // Far below the ceiling the curve is an exponential of rate q/ν, here from when the waiting have returned.
        #expect(agree(run.days[1][0].activeUsers, 1000 * exp(0.99 / 365.25 / 1.7), relative: 1e-5))
    }

    @Test func churnAlone() throws {
        try check(
            #""direct_users": 2000, "churn_per_year": 0.5, "adoption": {"imitation_per_year": 0, "ceiling_share": 0.4}"#, \.activeUsers
        ) {
            2000 * exp(-0.5 * $0 / 365.25)
        }
    }

    // MARK: a block on a population without adoption

    private let still = #""adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#
    private let block = #""block": {"on": "2020-04-10", "effectiveness": 0.8, "rollout_days": 6}"#

    /// The part of those shut out by a day; the block begins on day 100.
    private func shutOut(_ t: Double) -> Double { t <= 100 ? 0 : 0.8 * (1 - exp(-(t - 100) / 6)) }

    @Test func shocksAloneMoveExactlyTheirShare() throws {
        try check(#""direct_users": 100000, "circumvention_share": 0.3, \#(still)"#, steps: block, days: 400, \.directUsers) {
            100_000 * (1 - shutOut($0))
        }
        try check(#""direct_users": 100000, "circumvention_share": 0.3, \#(still)"#, steps: block, days: 400, \.circumventingUsers) {
            30_000 * shutOut($0)
        }
        try check(#""direct_users": 100000, "circumvention_share": 0.3, \#(still)"#, steps: block, days: 400, \.waitingUsers) {
            70_000 * shutOut($0)
        }
    }

    /// Shut-out people turn to a tool and tire of it at a constant rate: a convolution of two exponentials.
    @Test func fatigue() throws {
        let (tau, fatigue) = (6.0, 200.0)
        try check(
            #""direct_users": 100000, "circumvention_share": 0.3, "fatigue_days": 200, \#(still)"#, steps: block, \.circumventingUsers
        ) { t in
            t <= 100 ? 0 : 30_000 * 0.8 / (tau * (1 / fatigue - 1 / tau)) * (exp(-(t - 100) / tau) - exp(-(t - 100) / fatigue))
        }
    }

    @Test func givingUp() throws {
        let (tau, give) = (6.0, 150.0)
        try check(#""direct_users": 100000, "give_up_days": 150, \#(still)"#, steps: block, \.leftUsers) { t in
            let waiting = 100_000 * 0.8 / (tau * (1 / give - 1 / tau)) * (exp(-(t - 100) / tau) - exp(-(t - 100) / give))
            return t <= 100 ? 0 : 100_000 * shutOut(t) - waiting
        }
    }

    @Test func trustLostMovesItsShare() throws {
        try check(
            #""direct_users": 100000, "waiting_users": 0, "trust_days": 20, \#(still)"#,
            steps: #""comply": {"on": "2020-04-10", "trust_loss": 0.3}"#, days: 1000, \.leftUsers
        ) { $0 <= 100 ? 0 : 30_000 * (1 - exp(-($0 - 100) / 20)) }
    }

    @Test func peopleReturnToAnOpenService() throws {
        try check(#""direct_users": 0, "waiting_users": 5000, "return_days": 9, \#(still)"#, days: 200, \.directUsers) {
            5000 * (1 - exp(-$0 / 9))
        }
    }

    @Test func toolsArePutAwayWhereTheServiceIsOpen() throws {
        try check(
            #""direct_users": 0, "circumventing_users": 5000, "tool_drop_days": 30, "fatigue_days": 60, \#(still)"#, days: 200,
            \.circumventingUsers
        ) {
            5000 * exp(-$0 / 20)
        }
    }

    @Test func userDaysLost() throws {
        // The waiting of a block that nobody gets round: ∫ 100,000 · shut out.
        try check(#""direct_users": 100000, \#(still)"#, steps: block, days: 400, \.userDaysLost) { t in
            t <= 100 ? 0 : 80_000 * ((t - 100) - 6 * (1 - exp(-(t - 100) / 6)))
        }
    }

    // MARK: a hazard at a constant rate, in the plain run at ln 2

    @Test func aHazardFiresAtItsMedian() throws {
        let run = try CollectedRun(
            TestScenario.onePair(
                days: 900, pair: #""direct_users": 100000, \#(still)"#, steps: #""block": {"rate_per_year": 1.7, "effectiveness": 1}"#))
        #expect(run.events.count == 1 && run.events[0].cause == .hazard)
        #expect(abs(run.events[0].time - log(2) / 1.7 * year) < 1e-6)
    }

    /// λ (A/R)^η with A decaying: ∫ = λ (A₀/R)^η (1 − e^(−ηct))/(ηc).
    @Test func aHazardFollowsTheUsers() throws {
        let run = try CollectedRun(
            TestScenario.onePair(
                days: 900, pair: #""direct_users": 100000, "churn_per_year": 0.6, \#(still)"#,
                steps: #""block": {"rate_per_year": 1.7, "users_reference": 50000, "users_exponent": 0.5, "effectiveness": 1}"#))
        let rate = 1.7 * pow(2, 0.5)
        let exact = -log(1 - log(2) * 0.3 / rate) / 0.3 * year
        #expect(abs(run.events[0].time - exact) < 1e-6)
    }
}
