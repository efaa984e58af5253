import EnforcementModel
import Numerics
import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

/// What is said of a run that could not be computed: where and when it stopped, and what to do.
@Suite struct RunFailureTests {
    private func text(_ cause: IntegrationFailure) throws -> String {
        let scenario = try TestScenario.onePair(
            days: 30, pair: #""direct_users": 5, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#,
            steps: #""fine": {"rate_per_year": 1}"#)
        let structure = ModelStructure(scenario)
        return RunFailure(structure, structure.layout, cause, nil).description
    }

    @Test func aRateThatIsNotFiniteNamesItsStock() throws {
        let way = "the rate of change is not finite; look for rates or users many orders of magnitude too large"
        // Six stocks of a pair and two of its counterfactual; two integrals; the hazard.
        #expect(try text(.nonFinite(time: 9.9, component: 0)) == "test: m.s: direct_users, 2020-01-10: \(way)")
        #expect(try text(.nonFinite(time: 10, component: 7)) == "test: m.s: counterfactual left_users, 2020-01-11: \(way)")
        #expect(try text(.nonFinite(time: 0.5, component: 10)) == "test: the integral of a hazard, 2020-01-01: \(way)")
    }

    @Test func otherCausesHaveADate() throws {
        let at = "test: 2020-01-10: "
        #expect(
            try text(.stepUnderflow(time: 9.5)) == at
                + "no step is small enough for the tolerance; loosen `solver.relative_tolerance` or `solver.absolute_tolerance`")
        #expect(
            try text(.tooManySteps(time: 9.5, limit: 7)) == at
                + "more than 7 steps without an event; look for time constants far below a day, or loosen `solver.relative_tolerance`")
    }

    /// A run's failure names the fastest flow under way; what nobody goes through yet, or slow flows, aren't to blame.
    @Test func theFastestFlowIsNamedByItsKey() throws {
        func failure(_ keys: String) throws -> RunFailure? {
            let scenario = try TestScenario.onePair(
                days: 30,
                pair: """
                    "direct_users": 5000, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}, "circumvention_share": 0.5, \(keys)
                    """,
                steps: #""block": {"days": 3, "effectiveness": 0.5}"#)
            return #expect(throws: RunFailure.self) { _ = try ScenarioRun.run(scenario) { _, _ in } }
        }
        func named(_ key: String, _ value: String) -> String {
            "`markets.m.services.s.\(key)` of \(value) days is too short to be followed: give a longer one"
        }
        #expect(try failure(#""learning_days": 1e-20, "return_days": 1e-40"#)?.fastest == named("learning_days", "1e-20"))
        // Nobody has left or is about to without `give_up_days`.
        #expect(try failure(#""fatigue_days": 1e-20, "reconsider_days": 1e-40"#)?.fastest == named("fatigue_days", "1e-20"))
        #expect(try failure(#""give_up_days": 30, "reconsider_days": 1e-40"#)?.fastest == named("reconsider_days", "1e-40"))
        #expect(
            try failure(#""churn_per_year": 1e30"#)?.fastest
                == "`markets.m.services.s.churn_per_year` of 1e30 a year is too fast to be followed: give a lower one")
    }
}
