import Foundation
import Testing

@testable import Numerics

/// y₀′ = r y₀ (1 − y₀), logistic growth with a rate of its own in each lane; y₁′ = cos t.
private final class LogisticPack: LockstepSystem {
    let dimension = 2
    var rates: SIMD8<Double>
    /// Lanes whose rate of change isn't a number from a time on.
    var poisonedFrom = SIMD8<Double>(repeating: .infinity)

    init(_ rates: SIMD8<Double>) { self.rates = rates }

    func derivatives(at time: Double, of y: Span<SIMD8<Double>>, into dy: inout MutableSpan<SIMD8<Double>>) {
        dy[0] = (rates * y[0] * (1 - y[0])).replacing(with: .nan, where: poisonedFrom .<= SIMD8(repeating: time))
        dy[1] = SIMD8(repeating: cos(time))
    }
}

/// A rate of change of each lane's own, of one component.
private final class RatePack: LockstepSystem {
    let dimension = 1
    private let rate: (_ lane: Int, _ time: Double, _ y: Double) -> Double

    init(_ rate: @escaping (_ lane: Int, _ time: Double, _ y: Double) -> Double) { self.rate = rate }

    func derivatives(at time: Double, of y: Span<SIMD8<Double>>, into dy: inout MutableSpan<SIMD8<Double>>) {
        for lane in 0..<8 { dy[0][lane] = rate(lane, time, y[0][lane]) }
    }
}

@Suite struct LockstepIntegratorTests {
    private static let start: [SIMD8<Double>] = [SIMD8(repeating: 0.01), .zero]

    private static let rates = SIMD8<Double>(0.1, 0.5, 1, 2, 3, 5, 8, 0)

    private func exact(_ rate: Double, _ time: Double) -> Double { 0.01 * exp(rate * time) / (1 - 0.01 + 0.01 * exp(rate * time)) }

    private func start(_ system: LogisticPack, tolerance: Double) -> LockstepIntegrator {
        let integrator = LockstepIntegrator(system, relativeTolerance: tolerance, absoluteTolerances: [tolerance, tolerance])
        integrator.restart(at: 0, from: Self.start.span)
        return integrator
    }

    /// The largest error on 200 days inside steps, and the number of steps.
    private func solve(tolerance: Double) throws -> (error: Double, steps: Int) {
        let integrator = start(LogisticPack(Self.rates), tolerance: tolerance)
        var (error, steps, next) = (0.0, 0, 0)
        while integrator.time < 10 {
            try integrator.step(notPast: 10)
            steps += 1
            integrator.prepareDenseSolution()
            while Double(next) * 0.05 <= integrator.time {
                let time = Double(next) * 0.05
                let (y, sine) = (integrator.solution(at: time, of: 0), integrator.solution(at: time, of: 1))
                for lane in 0..<8 { error = max(error, abs(y[lane] - exact(Self.rates[lane], time)), abs(sine[lane] - sin(time))) }
                next += 1
            }
        }
        #expect(next == 201)
        return (error, steps)
    }

    @Test(arguments: [1e-5, 1e-7, 1e-9, 1e-11, 1e-13]) func solvesAndInterpolatesToItsTolerance(_ tolerance: Double) throws {
        #expect(try solve(tolerance: tolerance).error < 100 * tolerance)
    }

    /// A method of order 8 needs 10 times as many steps for an error 10⁸ smaller; its error per step goes with their ninth power.
    @Test func isOfOrderEight() throws {
        let (rough, fine) = (try solve(tolerance: 1e-6), try solve(tolerance: 1e-12))
        let growth = Double(fine.steps) / Double(rough.steps)
        #expect((4...8).contains(growth))
    }

    /// One fixed step after another, by tolerances that never bind: the error goes with the eighth power of their length.
    @Test func theErrorGoesWithTheEighthPower() throws {
        func error(_ steps: Int) throws -> Double {
            let integrator = LockstepIntegrator(LogisticPack(Self.rates), relativeTolerance: 1e3, absoluteTolerances: [1e3, 1e3])
            integrator.restart(at: 0, from: Self.start.span)
            for step in 1...steps {
                let state = [integrator.state(of: 0), integrator.state(of: 1)]
                integrator.restart(at: integrator.time, from: state.span)
                let end = Double(step) / Double(steps)
                while integrator.time < end { try integrator.step(notPast: end) }
            }
            return abs(integrator.state(of: 0)[6] - exact(8, 1))
        }
        let order = log2(try error(4) / error(8))
        #expect((7.5...9.5).contains(order))
    }

    @Test func lanesDoNotTouchEachOther() throws {
        let whole = start(LogisticPack(Self.rates), tolerance: 1e-9)
        let other = LogisticPack(Self.rates)
        other.poisonedFrom[3] = 2
        let poisoned = start(other, tolerance: 1e-9)
        while whole.time < 5 { try whole.step(notPast: 5) }
        var failure: LockstepFailure?
        while poisoned.time < 5 {
            do throws(LockstepFailure) {
                try poisoned.step(notPast: 5)
            } catch {
                #expect(failure == nil)
                failure = error
                poisoned.drop(lane: error.lane)
            }
        }
        #expect(failure?.lane == 3)
        guard case .nonFinite(let time, 0) = failure?.cause else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(abs(time - 2) < 1e-6)
        for lane in [0, 1, 2, 4, 5, 6, 7] { #expect(abs(whole.state(of: 0)[lane] - poisoned.state(of: 0)[lane]) < 1e-8) }
    }

    /// Runs to a time, and drops lanes that can't go on: when and why each was.
    private func run(_ integrator: LockstepIntegrator, to end: Double) -> [(lane: Int, time: Double, cause: IntegrationFailure)] {
        var lost: [(lane: Int, time: Double, cause: IntegrationFailure)] = []
        while integrator.time < end, lost.count < 8 {
            do throws(LockstepFailure) {
                try integrator.step(notPast: end)
            } catch {
                lost.append((error.lane, integrator.time, error.cause))
                integrator.drop(lane: error.lane)
            }
        }
        return lost
    }

    /// y′ = λ (cos t − y), which an explicit method follows by steps of about 6/λ; exact, but for what dies out: (λ² cos t + λ sin t)/(1 + λ²).
    private func stiff(_ rates: [Double], stepLimit: Int) -> LockstepIntegrator {
        let integrator = LockstepIntegrator(
            RatePack { lane, time, y in rates[lane] * (cos(time) - y) }, relativeTolerance: 1e-9, absoluteTolerances: [1e-9],
            stepLimit: stepLimit)
        let start = SIMD8<Double>(rates.map { $0 * $0 / (1 + $0 * $0) })
        integrator.restart(at: 0, from: [start].span)
        return integrator
    }

    @Test func stepsAreChargedToTheLaneThatNeedsThem() {
        var rates = [Double](repeating: 1, count: 8)
        rates[3] = 20_000
        let integrator = stiff(rates, stepLimit: 2000)
        let lost = run(integrator, to: 20)
        #expect(lost.map(\.lane) == [3])
        guard case .tooManySteps(_, limit: 2000)? = lost.first?.cause else {
            Issue.record("\(lost)")
            return
        }
        // Of 2000 steps of 3/λ to 6/λ.
        #expect((0.3...0.9).contains(lost[0].time))
        for lane in 0..<8 where lane != 3 { #expect(abs(integrator.state(of: 0)[lane] - (cos(20) + sin(20)) / 2) < 1e-7) }
    }

    /// Each is charged in full, as each would need them alone; and they are lost between two steps, so that nothing of a step is.
    @Test func lanesThatAreStiffAlikeAreLostTogether() {
        let lost = run(stiff([1, 20_000, 1, 20_000, 1, 1, 1, 20_000], stepLimit: 2000), to: 20)
        #expect(lost.map(\.lane).sorted() == [1, 3, 7])
        #expect(lost.allSatisfy { abs($0.time - lost[0].time) < 0.1 })
    }

    /// Stiff lanes one after another: the last are lost as if they had been alone, and what isn't stiff is lost to none.
    @Test func stiffLanesOneAfterAnother() {
        let lost = run(stiff([5000, 1, 80_000, 1, 20_000, 1, 1, 1], stepLimit: 2000), to: 20)
        #expect(lost.map(\.lane) == [2, 4, 0])
        let alone = run(stiff([5000, 1, 1, 1, 1, 1, 1, 1], stepLimit: 2000), to: 20)
        #expect(alone.map(\.lane) == [0])
        #expect((alone[0].time...alone[0].time * 1.5).contains(lost[2].time))
    }

    @Test func aLaneIsCountedAnewWhereItsEquationsChange() {
        let integrator = stiff([1, 1, 1, 1, 1, 1, 1, 20_000], stepLimit: 2000)
        var lost: [Int] = []
        for end in 1...40 {
            lost += run(integrator, to: Double(end) * 0.1).map(\.lane)
            integrator.resetCount(lane: 7)
        }
        #expect(lost.isEmpty)
    }

    /// As in `AdaptiveIntegratorTests`: y′ = −1000 y⁹ in a lane.
    @Test func aTrialStepThatOverflowsIsOnlyATrial() {
        let integrator = LockstepIntegrator(
            RatePack { lane, _, y in lane == 5 ? -1000 * pow(y, 9) : -y }, relativeTolerance: 1e-10, absoluteTolerances: [1e-10])
        integrator.restart(at: 0, from: [SIMD8(repeating: 1)].span)
        #expect(run(integrator, to: 2).isEmpty)
        for lane in 0..<8 {
            #expect(abs(integrator.state(of: 0)[lane] - (lane == 5 ? pow(16_001, -0.125) : exp(-2))) < 1e-8)
        }
    }

    /// Errors that are numbers but whose squares are none, and a state that leaves the range of a double: neither is an error of 0.
    @Test func whatIsBeyondTheRangeOfADoubleIsNoSmallError() {
        let noisy = LockstepIntegrator(
            RatePack { lane, time, _ in lane == 2 ? 1e170 * cos(1000 * time) : 0 }, relativeTolerance: 0, absoluteTolerances: [1e-9])
        noisy.restart(at: 0, from: [SIMD8<Double>.zero].span)
        #expect(run(noisy, to: 1).map(\.lane) == [2])
        let unbounded = LockstepIntegrator(
            RatePack { lane, _, _ in lane == 2 ? 1e299 : 0 }, relativeTolerance: 1e-9, absoluteTolerances: [1], stepLimit: 1000)
        var start = SIMD8<Double>.zero
        start[2] = .greatestFiniteMagnitude - 1e300
        unbounded.restart(at: 0, from: [start].span)
        let lost = run(unbounded, to: 30)
        // Steps that add less than half a unit in the last place still pass.
        #expect(lost.map(\.lane) == [2] && (9.9...10.1).contains(lost[0].time))
    }

    /// A restart begins with the length that was to come, or with the longest it is told: then it is as if nothing had been before.
    @Test func aRestartTakesTheLengthItIsTold() throws {
        let integrator = start(LogisticPack(Self.rates), tolerance: 1e-9)
        integrator.restart(at: 0, from: Self.start.span, longest: 0.01)
        try integrator.step(notPast: 3)
        let first = (integrator.time, integrator.state(of: 0))
        #expect(integrator.time == 0.01)
        for _ in 0..<3 { try integrator.step(notPast: 30) }
        integrator.restart(at: 0, from: Self.start.span, longest: 0.01)
        try integrator.step(notPast: 3)
        #expect(integrator.time == first.0 && integrator.state(of: 0) == first.1)
        for _ in 0..<3 { try integrator.step(notPast: 30) }
        integrator.restart(at: 0, from: Self.start.span)
        try integrator.step(notPast: 30)
        #expect(integrator.time > 0.05)
    }

    @Test func theExponentialIsThatOfTheLibrary() {
        var worst = 0.0
        for i in 0..<40_000 {
            let x = -700 + Double(i) * 0.035_1
            guard x < 700 else { continue }
            let exponential = SIMD8<Double>.exponential(SIMD8(repeating: x))[0]
            worst = max(worst, abs(exponential - exp(x)) / exp(x).ulp)
        }
        #expect(worst <= 2)
        #expect(SIMD8<Double>.exponential(.zero) == SIMD8(repeating: 1))
        #expect(SIMD8<Double>.exponential(SIMD8(repeating: -1e6))[0] < 1e-300)
        #expect(SIMD8<Double>.exponential(SIMD8(repeating: .nan))[0].isNaN)
    }

    @Test func sharesAndTolerancesLaneByLane() {
        let a = SIMD8<Double>(1, 0, -1, 2, .nan, 5, -1e-4, -2e-3)
        #expect(a.share(of: SIMD8(2, 0, 4, -1, 1, 0, 1, 1))[0] == 0.5)
        #expect(a.share(of: SIMD8(repeating: 0)) == .zero)
        #expect(a.atLeastZero[2] == 0 && a.atLeastZero[3] == 2)
        let shown = a.zeroedFromBelow(by: 1e-3)
        #expect(shown[6] == 0 && shown[7] == -2e-3 && shown[2] == -1)
    }
}
