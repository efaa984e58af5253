import Foundation
import Numerics
import Testing

/// The harmonic oscillator with a decaying stock beside it; exact: cos t, −sin t, e^(−t/5).
private final class Oscillator: DynamicalSystem {
    let dimension = 3
    func derivatives(at time: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) {
        dy[0] = y[1]
        dy[1] = -y[0]
        dy[2] = -y[2] / 5
    }
}

/// y′ = f(t) for a function that turns bad.
private final class Failing: DynamicalSystem {
    let dimension = 2
    func derivatives(at time: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) {
        dy[0] = 1
        dy[1] = time > 3 ? .nan : 1
    }
}

/// y′ = −1000 y⁹ from 1, whose first trial steps overflow; exact: (1 + 8000 t)^(−1/8).
private final class Overflowing: DynamicalSystem {
    let dimension = 1
    func derivatives(at time: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) { dy[0] = -1000 * pow(y[0], 9) }
}

/// y′ = 1e299: beyond the range of a double after ten units from 1e300 below its end.
private final class Unbounded: DynamicalSystem {
    let dimension = 1
    func derivatives(at time: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) { dy[0] = 1e299 }
}

@Suite struct AdaptiveIntegratorTests {
    private func exact(_ t: Double) -> [Double] { [cos(t), -sin(t), exp(-t / 5)] }

    @Test(arguments: IntegrationMethod.allCases)
    func solvesAndInterpolatesToItsTolerance(_ method: IntegrationMethod) throws {
        let integrator = try AdaptiveIntegrator(
            Oscillator(), method: method, relativeTolerance: 1e-10, absoluteTolerances: [1e-10, 1e-10, 1e-10])
        integrator.restart(at: 0, from: exact(0))
        var inside = [0.0, 0, 0]
        while integrator.time < 20 {
            try integrator.step(notPast: 20)
            try integrator.prepareDenseSolution()
            for part in stride(from: 0.0, through: 1, by: 0.05) {
                let time = integrator.stepStart + part * (integrator.time - integrator.stepStart)
                integrator.solution(at: time, into: &inside)
                for (a, b) in zip(inside, exact(time)) { #expect(abs(a - b) < 2e-8, "\(method) at \(time)") }
            }
        }
        #expect(integrator.time == 20)
    }

    @Test func aRestartForgetsTheStepsBefore() throws {
        func make() throws -> AdaptiveIntegrator {
            try AdaptiveIntegrator(Oscillator(), method: .rk8pd, relativeTolerance: 1e-9, absoluteTolerances: [1e-9, 1e-9, 1e-9])
        }
        let used = try make()
        used.restart(at: 0, from: exact(0))
        while used.time < 37 { try used.step(notPast: 37) }
        let fresh = try make()
        for integrator in [used, fresh] {
            integrator.restart(at: 1, from: exact(1))
            while integrator.time < 9 { try integrator.step(notPast: 9) }
        }
        #expect(used.state == fresh.state)
    }

    @Test func namesTheComponentThatIsNotFinite() throws {
        let integrator = try AdaptiveIntegrator(Failing(), method: .rk8pd, relativeTolerance: 1e-9, absoluteTolerances: [1, 1])
        integrator.restart(at: 0, from: [0, 0])
        let failure = #expect(throws: IntegrationFailure.self) {
            while integrator.time < 10 { try integrator.step(notPast: 10) }
        }
        guard case .nonFinite(let time, component: 1)? = failure else {
            Issue.record("expected a rate that isn't finite, found \(String(describing: failure))")
            return
        }
        #expect(time > 3 && time < 10)
        // It stays where the last step ended, just before that.
        #expect(integrator.time > 3 - 1e-9 && integrator.time <= 3 && abs(integrator.state[0] - 3) < 1e-9)
    }

    @Test(arguments: IntegrationMethod.allCases) func aTrialStepThatOverflowsIsOnlyATrial(_ method: IntegrationMethod) throws {
        let integrator = try AdaptiveIntegrator(Overflowing(), method: method, relativeTolerance: 1e-10, absoluteTolerances: [1e-10])
        integrator.restart(at: 0, from: [1])
        var inside = [0.0]
        while integrator.time < 2 {
            try integrator.step(notPast: 2)
            try integrator.prepareDenseSolution()
            let middle = (integrator.stepStart + integrator.time) / 2
            integrator.solution(at: middle, into: &inside)
            #expect(abs(inside[0] - pow(1 + 8000 * middle, -0.125)) < 1e-7, "at \(middle)")
        }
        #expect(abs(integrator.state[0] - pow(16_001, -0.125)) < 1e-8)
    }

    @Test(arguments: IntegrationMethod.allCases) func aStateBeyondTheRangeOfADoubleEndsTheRun(_ method: IntegrationMethod) throws {
        let integrator = try AdaptiveIntegrator(
            Unbounded(), method: method, relativeTolerance: 1e-9, absoluteTolerances: [1], stepLimit: 1000)
        integrator.restart(at: 0, from: [.greatestFiniteMagnitude - 1e300])
        #expect(throws: IntegrationFailure.self) { while integrator.time < 30 { try integrator.step(notPast: 30) } }
        // Steps that add less than half a unit in the last place still pass.
        #expect((9.9...10.1).contains(integrator.time) && integrator.state[0].isFinite)
    }

    @Test func moreStepsThanTheLimitEndTheRun() throws {
        let integrator = try AdaptiveIntegrator(
            Oscillator(), method: .rkf45, relativeTolerance: 1e-10, absoluteTolerances: [1e-10, 1e-10, 1e-10], stepLimit: 50)
        integrator.restart(at: 0, from: exact(0))
        for _ in 0..<50 { try integrator.step(notPast: 1e6) }
        #expect(throws: IntegrationFailure.tooManySteps(time: integrator.time, limit: 50)) { try integrator.step(notPast: 1e6) }
    }
}
