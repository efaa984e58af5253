import Numerics
import ScenarioFormat
import TestSupport
import Testing

@testable import EnforcementModel

/// What each action does to access, stage and registry (docs/model.md, 3 and 7.7).
@Suite struct BarrierTests {
    private let barrier = Barrier(awarenessDays: 30, trustDays: 60)

    private func after(_ actions: [Action], effectiveness: Double = 0.5) -> Barrier {
        var barrier = barrier
        for (day, action) in actions.enumerated() {
            barrier.take(action, StepNumbers([.effectiveness: effectiveness, .rolloutDays: 1, .toolsWorking: 0.25]), at: Double(day) * 100)
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
        let status = after(actions).status
        #expect(status.access == access && status.stage == stage && status.registry == registry && status.isAtRisk == atRisk)
    }

    @Test func aBlockShutsOutTheShareOfThoseStillConnected() {
        // From ε₀ = 0.5 to 0.75: half of those who could still connect.
        var barrier = after([.block])
        barrier.take(.block, StepNumbers([.effectiveness: 0.75, .rolloutDays: 10]), at: 100)
        let forces = barrier.forces(at: 100)
        #expect(agree(forces.shutOut, 0.5 / 10) && forces.letIn == 0 && agree(forces.closure, 0.5))
    }

    @Test func aWeakerBlockLetsIn() {
        var barrier = after([.block])
        barrier.take(.block, StepNumbers([.effectiveness: 0.2, .rolloutDays: 10]), at: 100)
        let forces = barrier.forces(at: 100)
        #expect(forces.shutOut == 0 && agree(forces.letIn, 0.6 / 10))
    }

    @Test func complianceWithoutABlockLeavesAnUnblockAsItRuns() {
        var barrier = barrier
        barrier.take(.block, StepNumbers([.effectiveness: 0.8, .rolloutDays: 1]), at: 0)
        barrier.take(.unblock, StepNumbers([.rolloutDays: 20]), at: 100)
        let before = barrier.forces(at: 110)
        barrier.take(.comply, StepNumbers([.rolloutDays: 1]), at: 110)
        #expect(barrier.forces(at: 110).closure == before.closure && barrier.forces(at: 110).letIn == before.letIn)
    }

    @Test func toolsStopAndComeBack() {
        var barrier = after([.restrictTools])
        #expect(agree(barrier.forces(at: 50).tools, 0.25))
        #expect(agree(barrier.forces(at: 0).toolsStop, 0.75))
        barrier.take(.restrictTools, StepNumbers([.rolloutDays: 1, .toolsWorking: 1]), at: 100)
        #expect(barrier.forces(at: 100).toolsStop == 0 && agree(barrier.forces(at: 160).tools, 1))
    }

    @Test func trustShocksAddUpAndAwarenessDecays() {
        var barrier = barrier
        barrier.take(.threat, StepNumbers([.awareness: 0.5, .trustLoss: 0.1]), at: 0)
        barrier.take(.threat, StepNumbers([.awareness: 0.25, .trustLoss: 0.2]), at: 30)
        #expect(agree(barrier.forces(at: 30).awareness, 0.25 + 0.5 / 2.718281828459045))
        let first = 0.1 * 0.6065306597126334 / (60 * (0.9 + 0.1 * 0.6065306597126334))
        let lostTrust = barrier.trust.reduce(0) { sum, shock in
            var form = RampForm<Double>(steady: 0)
            form.load(lane: 0, shock)
            return sum + form.levelAndHazard(at: 30).hazard
        }
        #expect(agree(lostTrust, first + 0.2 / 60))
    }
}

extension Barrier {
    /// What the flows of a pair behind it see, by the path of a member alone; the same in the lane of a pack, which is checked.
    fileprivate func forces(at time: Double) -> BarrierForms<Double>.Forces {
        var forms = BarrierForms<Double>()
        forms.load(lane: 0, self)
        let forces = forms.forces(at: time)
        var pack = BarrierForms<SIMD8<Double>>()
        pack.load(lane: 7, self)
        let lanes = pack.forces(at: time)
        for (alone, lane) in [
            (forces.closure, lanes.closure[7]), (forces.tools, lanes.tools[7]), (forces.awareness, lanes.awareness[7]),
            (forces.shutOut, lanes.shutOut[7]), (forces.letIn, lanes.letIn[7]), (forces.toolsStop, lanes.toolsStop[7]),
        ] { #expect(agree(alone, lane, relative: 1e-14, absolute: 0)) }
        #expect(lanes.shutOut[0] == 0 && lanes.closure[0] == 0 && lanes.tools[0] == 1)
        return forces
    }
}
