import ScenarioFormat
import TestSupport
import Testing

@testable import EnforcementModel

/// What each action does to access, stage and registry (DESIGN 2.6).
@Suite struct BarrierTests {
    private func barrier() throws -> Barrier {
        let scenario = try TestScenario.onePair(
            days: 1, pair: #""direct_users": 1, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#)
        return Barrier(PairCoefficients(scenario.markets[0].services[0], market: 0, Draws([])))
    }

    private func after(_ actions: [Action], effectiveness: Double = 0.5) throws -> Barrier {
        var barrier = try barrier()
        for (day, action) in actions.enumerated() {
            barrier.take(action, StepEffect(effectiveness: effectiveness, rolloutDays: 1, toolsWorking: 0.25), at: Double(day) * 100)
        }
        return barrier
    }

    @Test(arguments: [
        ([Action.threat], Access.open, Stage.threatened, Registry.none, false),
        ([.request], .open, .requested, .none, true),
        ([.fine, .warning], .open, .fined, .none, true),
        ([.courtOrder, .threat, .fine], .open, .ordered, .none, true),
        ([.register], .open, .none, .registered, false),
        ([.comply, .register], .open, .none, .complied, false),
        ([.courtOrder, .block], .blocked, .ordered, .none, true),
        ([.courtOrder, .block, .unblock], .open, .none, .none, false),
        ([.courtOrder, .unblock], .open, .none, .none, false),
        ([.courtOrder, .block, .comply], .open, .none, .complied, false),
        ([.courtOrder, .block, .withdraw], .withdrawn, .none, .none, false),
        ([.withdraw, .block], .withdrawn, .none, .none, false),
        ([.withdraw, .unblock], .withdrawn, .none, .none, false),
        ([.withdraw, .comply], .withdrawn, .none, .complied, false),
        ([.withdraw, .request], .withdrawn, .requested, .none, true),
    ])
    func statuses(_ actions: [Action], _ access: Access, _ stage: Stage, _ registry: Registry, _ atRisk: Bool) throws {
        let status = try after(actions).status
        #expect(status.access == access && status.stage == stage && status.registry == registry && status.isAtRisk == atRisk)
    }

    @Test func aBlockShutsOutTheShareOfThoseStillConnected() throws {
        // From ε₀ = 0.5 to 0.75: half of those who could still connect.
        var barrier = try after([.block])
        barrier.take(.block, StepEffect(effectiveness: 0.75, rolloutDays: 10), at: 100)
        let forces = barrier.forces(at: 100)
        #expect(agree(forces.shutOut, 0.5 / 10) && forces.letIn == 0 && agree(forces.closure, 0.5))
    }

    @Test func aWeakerBlockLetsIn() throws {
        var barrier = try after([.block])
        barrier.take(.block, StepEffect(effectiveness: 0.2, rolloutDays: 10), at: 100)
        let forces = barrier.forces(at: 100)
        #expect(forces.shutOut == 0 && agree(forces.letIn, 0.6 / 10))
    }

    @Test func complianceWithoutABlockLeavesAnUnblockAsItRuns() throws {
        var barrier = try barrier()
        barrier.take(.block, StepEffect(effectiveness: 0.8, rolloutDays: 1), at: 0)
        barrier.take(.unblock, StepEffect(rolloutDays: 20), at: 100)
        let before = barrier.forces(at: 110)
        barrier.take(.comply, StepEffect(rolloutDays: 1), at: 110)
        #expect(barrier.forces(at: 110).closure == before.closure && barrier.forces(at: 110).letIn == before.letIn)
    }

    @Test func toolsStopAndComeBack() throws {
        var barrier = try after([.restrictTools])
        #expect(agree(barrier.forces(at: 50).tools, 0.25))
        #expect(agree(barrier.forces(at: 0).toolsStop, 0.75))
        barrier.take(.restrictTools, StepEffect(rolloutDays: 1, toolsWorking: 1), at: 100)
        #expect(barrier.forces(at: 100).toolsStop == 0 && agree(barrier.forces(at: 160).tools, 1))
    }

    @Test func trustShocksAddUpAndAwarenessDecays() throws {
        var barrier = try barrier()
        barrier.take(.threat, StepEffect(awareness: 0.5, trustLoss: 0.1), at: 0)
        barrier.take(.threat, StepEffect(awareness: 0.25, trustLoss: 0.2), at: 30)
        #expect(agree(barrier.forces(at: 30).awareness, 0.25 + 0.5 / 2.718281828459045))
        let first = 0.1 * 0.6065306597126334 / (60 * (0.9 + 0.1 * 0.6065306597126334))
        #expect(agree(barrier.forces(at: 30).lostTrust, first + 0.2 / 60))
    }
}
