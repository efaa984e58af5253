import ScenarioFormat
import Testing

@testable import EnforcementModel

/// When what stands between users and the service changes next, and how fast: a shock is over after 40 of its time constants.
@Suite struct BarrierClockTests {
    private func after(_ action: Action, _ effect: StepNumbers, at time: Double = 10) -> Barrier {
        var barrier = Barrier(awarenessDays: 30, trustDays: 60)
        barrier.take(action, effect, at: time)
        return barrier
    }

    @Test func nothingUnderWay() {
        let barrier = Barrier(awarenessDays: 30, trustDays: 60)
        #expect(barrier.nextEnd == .infinity && barrier.nextAbruptEnd == .infinity)
        #expect(barrier.shortestTimeConstant(begunAt: 0) == .infinity)
    }

    @Test func theFirstToEndCounts() {
        var barrier = after(.block, StepNumbers([.effectiveness: 0.5, .rolloutDays: 2, .trustLoss: 0.1]))
        #expect(barrier.nextEnd == 10 + 80)
        barrier.expire(at: 89.5)
        #expect(barrier.nextEnd == 10 + 80)
        barrier.expire(at: 90)
        #expect(barrier.nextEnd == 10 + 2400)
        barrier.expire(at: 2410)
        #expect(barrier.nextEnd == .infinity && barrier.trust.isEmpty)
    }

    @Test func toolsEndToo() {
        #expect(after(.restrictTools, StepNumbers([.rolloutDays: 3, .toolsWorking: 0.5])).nextEnd == 10 + 120)
    }

    /// Only a shock that moves everybody leaves a hazard to stop at its end.
    @Test func onlyWholeSharesEndAbruptly() {
        #expect(after(.block, StepNumbers([.effectiveness: 0.5, .rolloutDays: 2])).nextAbruptEnd == .infinity)
        #expect(after(.block, StepNumbers([.effectiveness: 1, .rolloutDays: 2])).nextAbruptEnd == 90)
        #expect(after(.restrictTools, StepNumbers([.rolloutDays: 2, .toolsWorking: 0])).nextAbruptEnd == 90)
        #expect(after(.threat, StepNumbers([.trustLoss: 1])).nextAbruptEnd == 2410)
    }

    @Test func theShortestTimeConstantOfWhatBeganNow() {
        #expect(after(.threat, StepNumbers([.awareness: 0.5])).shortestTimeConstant(begunAt: 10) == 30)
        #expect(after(.threat, StepNumbers([.trustLoss: 0.1])).shortestTimeConstant(begunAt: 10) == 60)
        #expect(after(.threat, StepNumbers([.awareness: 0.5, .trustLoss: 0.1])).shortestTimeConstant(begunAt: 10) == 30)
        let block = after(.block, StepNumbers([.effectiveness: 0.5, .rolloutDays: 2, .awareness: 0.5, .trustLoss: 0.1]))
        #expect(block.shortestTimeConstant(begunAt: 10) == 2)
        #expect(block.shortestTimeConstant(begunAt: 11) == .infinity && block.shortestTimeConstant(begunAt: 9) == .infinity)
        #expect(after(.restrictTools, StepNumbers([.rolloutDays: 3, .toolsWorking: 0.5])).shortestTimeConstant(begunAt: 10) == 3)
    }

    /// Blocking more shuts out a share of those who still got through, blocking less lets in a share of those shut out.
    @Test(arguments: [
        (0.5, 0.75, 0.5), (0.5, 0.25, 0.5), (0.25, 0.5, 1.0 / 3), (0.0, 0.0, 0.0), (0.5, 0.5, 0.0), (1.0, 1.0, 0.0), (1.0, 0.25, 0.75),
    ])
    func aSecondBlockMovesItsShare(_ before: Double, _ level: Double, _ share: Double) {
        var barrier = after(.block, StepNumbers([.effectiveness: before, .rolloutDays: 1]))
        barrier.expire(at: 1000)
        barrier.take(.block, StepNumbers([.effectiveness: level, .rolloutDays: 4]), at: 1000)
        #expect(barrier.closure.from == before && barrier.closure.to == level && barrier.closure.timeConstant == 4)
        #expect(abs(barrier.closure.share - share) < 1e-15 && barrier.closure.isActive == (share > 0))
    }

    /// Fewer tools that work stop a share of those that still did; more of them stop none.
    @Test(arguments: [(0.8, 0.2, 0.75), (1.0, 0.4, 0.6), (0.5, 0.5, 0.0), (0.0, 0.0, 0.0), (0.25, 0.75, 0.0)])
    func aSecondRestrictionStopsItsShare(_ before: Double, _ level: Double, _ share: Double) {
        var barrier = after(.restrictTools, StepNumbers([.rolloutDays: 1, .toolsWorking: before]))
        barrier.expire(at: 1000)
        barrier.take(.restrictTools, StepNumbers([.rolloutDays: 4, .toolsWorking: level]), at: 1000)
        #expect(barrier.tools.from == before && barrier.tools.to == level && barrier.tools.timeConstant == 4)
        #expect(abs(barrier.tools.share - share) < 1e-15 && barrier.tools.isActive == (before != level))
    }

    @Test func aStepThatCostsNoTrustLeavesNoShock() {
        #expect(after(.block, StepNumbers([.effectiveness: 0.5])).trust.isEmpty)
    }
}
