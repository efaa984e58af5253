import ScenarioFormat
import TestSupport
import Testing

@testable import EnforcementModel

/// A member in motion, told the state it is in.
@Suite struct MemberDynamicsTests {
    private func structure(_ steps: String, pair: String = #""direct_users": 1000, "circumventing_users": 200"#) throws -> ModelStructure {
        let still = #""adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#
        return try ModelStructure(
            TestScenario.read(
                """
                {"format": 1, "start": "2020-01-01", "end": "2020-06-01", "solver": {"absolute_tolerance": 0.01}, "services": {"a": {}, "b": {}},
                 "markets": {"m": {"online_population": 10000, "services": {"a": {\(pair), \(still)}, "b": {"direct_users": 50, \(still)}}}},
                 "enforcement": {"c": {"market": "m", "service": "a", "steps": {\(steps)}}}}
                """))
    }

    private func member(_ structure: ModelStructure) -> MemberDynamics { MemberDynamics(structure, structure.scenario.medianDraws) }

    @Test func tolerancesAreAHundredthOfTheScenariosAndTightForHazards() throws {
        let member = try member(structure(#""fine": {"rate_per_year": 1}"#))
        #expect(member.absoluteTolerances == [Double](repeating: 1e-4, count: 24) + [1e-10])
    }

    /// Of the two services, only the first sees something begin, and of it the block is the faster.
    @Test func theShortestTimeConstantOfAnyPair() throws {
        let member = try member(
            structure(#""threat": {"days": 5, "awareness": 1}, "block": {"days": 5, "effectiveness": 0.5, "rollout_days": 3}"#))
        let state = member.initialState()
        #expect(member.shortestTimeConstant(begunAt: 0) == .infinity && member.nextExpiry == .infinity && member.nextLanding(after: 0) == 5)
        member.settle(at: 5) { state[$0] }
        #expect(member.shortestTimeConstant(begunAt: 5) == 3 && member.nextExpiry == 5 + 40 * 3)
        #expect(member.nextLanding(after: 5) == 152)
    }

    /// What an integrator leaves below zero, by no more than the tolerance, is nobody; events show A as results do.
    @Test func aStockJustBelowZeroIsShownAsNobody() throws {
        let structure = try structure(#""threat": {"days": 5}, "fine": {"days": 6}, "warning": {"days": 7}"#)
        let member = member(structure)
        func settle(_ day: Double, direct: Double, _ blocked: Double, _ open: Double) {
            var state = member.initialState()
            let stocks = member.layout.activeStocks(0)
            (state[stocks.direct], state[stocks.blocked], state[stocks.open]) = (direct, blocked, open)
            member.settle(at: day) { state[$0] }
        }
        settle(5, direct: -0.009, -1, 3)
        settle(6, direct: 5, 0.001, -0.01)
        settle(7, direct: -0.02, 0, 0)
        #expect(member.events.map(\.activeUsers) == [2, 5, -0.02])
    }

    @Test func figuresShowAStockJustBelowZeroAsNobody() throws {
        let structure = try structure("")
        let member = member(structure)
        var state = member.initialState()
        for (compartment, people) in [
            (StateLayout.Compartment.direct, -0.009), (.circumventingBlocked, 0.001), (.circumventingOpen, -0.002),
            (.waitingBlocked, -0.02), (.waitingOpen, 0), (.left, -0.01),
        ] { state[structure.layout.index(compartment, 0)] = people }
        state[structure.layout.index(counterfactual: .direct, 0)] = -0.005
        let figures = FlowEquations(member).figures(at: 0, state.span)[0]
        #expect(figures.directUsers == 0 && figures.circumventingUsers == 0 && figures.waitingUsers == -0.02 && figures.leftUsers == 0)
        #expect(figures.activeUsers == 0 && figures.counterfactualActiveUsers == 200)
        let equations = LockstepFlowEquations(.init(repeating: member, count: 8))
        let active = equations.activeUsers(
            direct: SIMD8(0, -0.009, -0.02, 1, 1, 1, 1, 1), blocked: .zero, open: SIMD8(-0.01, 0, 0, -0.01, 0, -0.5, 0, -3))
        #expect(active == SIMD8(0, 0, -0.02, 1, 1, 0.5, 1, -2))
    }
}
