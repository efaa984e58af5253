import Foundation
import Testing

@testable import Numerics

/// Eight equations y′ = sin y − sin g + g′, made so that y = g solves them: g = cos ωt with a frequency ω of each one's own, and from day
/// 1 on 1 − e^(−3(t − 1)) above that, so that the right-hand side jumps there by 3.
private final class Manufactured: DynamicalSystem, LockstepSystem {
    static let jump = 1.0
    /// Components of one state, or lanes of one component.
    let dimension: Int
    /// Whether the jump is behind; decided by the time where nil, so that steps go across it unawares.
    var hasJumped: Bool? = false

    init(dimension: Int) { self.dimension = dimension }

    private func frequency(_ i: Int) -> Double { 1 + Double(i) / 4 }

    func exact(_ i: Int, at time: Double) -> Double {
        cos(frequency(i) * time) + (time > Self.jump ? 1 - exp(-3 * (time - Self.jump)) : 0)
    }

    private func rate(_ i: Int, at time: Double, _ y: Double) -> Double {
        let kick = hasJumped ?? (time > Self.jump) ? 3 * exp(-3 * (time - Self.jump)) : 0
        return sin(y) - sin(exact(i, at: time)) - frequency(i) * sin(frequency(i) * time) + kick
    }

    func derivatives(at time: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) {
        for i in 0..<8 { dy[i] = rate(i, at: time, y[i]) }
    }

    func derivatives(at time: Double, of y: Span<SIMD8<Double>>, into dy: inout MutableSpan<SIMD8<Double>>) {
        for i in 0..<8 { dy[0][i] = rate(i, at: time, y[0][i]) }
    }
}

/// The orders of both integrators, measured: by steps of equal length over a jump of the right-hand side, and by steps half as long.
@Suite struct ConvergenceTests {
    /// A tolerance that never binds.
    private static let loose = 1e6

    private struct Errors {
        var atSteps = 0.0
        var inside = 0.0
    }

    /// The largest errors of equal steps over two days. An even number of them lands on the jump; an odd one goes across it.
    ///
    /// - Parameters:
    ///   - step: takes a step that ends at a time.
    ///   - value: that of one of the equations, at the end of the last step or at a time inside it.
    private func errors(
        _ system: Manufactured, _ steps: Int, step: (Double) throws -> Void, value: (_ i: Int, _ inside: Double?) -> Double
    ) rethrows -> Errors {
        var errors = Errors()
        let length = 2 / Double(steps)
        for number in 0..<steps {
            system.hasJumped = steps % 2 == 0 ? number >= steps / 2 : nil
            let (start, end) = (Double(number) * length, Double(number + 1) * length)
            try step(end)
            for i in 0..<8 {
                errors.atSteps = max(errors.atSteps, abs(value(i, nil) - system.exact(i, at: end)))
                for part in stride(from: 0.05, to: 1, by: 0.1) {
                    let time = start + part * length
                    errors.inside = max(errors.inside, abs(value(i, time) - system.exact(i, at: time)))
                }
            }
        }
        return errors
    }

    private func errors(_ method: IntegrationMethod, _ steps: Int) throws -> Errors {
        let system = Manufactured(dimension: 8)
        let integrator = try AdaptiveIntegrator(
            system, method: method, relativeTolerance: Self.loose, absoluteTolerances: .init(repeating: Self.loose, count: 8))
        integrator.restart(at: 0, from: (0..<8).map { system.exact($0, at: 0) })
        var inside = integrator.state
        return try errors(system, steps) { end in
            integrator.restart(at: integrator.time, from: integrator.state)
            try integrator.step(notPast: end)
            #expect(integrator.time == end)
            try integrator.prepareDenseSolution()
        } value: { i, time in
            guard let time else { return integrator.state[i] }
            integrator.solution(at: time, into: &inside)
            return inside[i]
        }
    }

    private func lockstepErrors(_ steps: Int) throws -> Errors {
        let system = Manufactured(dimension: 1)
        let integrator = LockstepIntegrator(system, relativeTolerance: Self.loose, absoluteTolerances: [Self.loose])
        var start = SIMD8<Double>.zero
        for i in 0..<8 { start[i] = system.exact(i, at: 0) }
        integrator.restart(at: 0, from: [start].span)
        return try errors(system, steps) { end in
            let state = [integrator.state(of: 0)]
            integrator.restart(at: integrator.time, from: state.span)
            try integrator.step(notPast: end)
            #expect(integrator.time == end)
            integrator.prepareDenseSolution()
        } value: { i, time in
            (time.map { integrator.solution(at: $0, of: 0) } ?? integrator.state(of: 0))[i]
        }
    }

    /// The powers of a step's length with which errors fall at steps and inside them, from those of steps half as long.
    private func orders(_ long: Errors, _ short: Errors) -> (atSteps: Double, inside: Double) {
        (log2(long.atSteps / short.atSteps), log2(long.inside / short.inside))
    }

    /// The polynomial inside a step is of order 7: its error falls with the eighth power too.
    @Test func lockstepIsOfOrderEight() throws {
        let found = orders(try lockstepErrors(8), try lockstepErrors(16))
        #expect((7.7...8.5).contains(found.atSteps) && (7.7...8.5).contains(found.inside), "\(found)")
    }

    @Test func gslsMethodsAreOfTheirOrders() throws {
        for (method, steps, expected) in [(IntegrationMethod.rkf45, 16, 4.8...5.2), (.rkck, 16, 4.8...5.2), (.rk8pd, 8, 7.7...9)] {
            let found = orders(try errors(method, steps), try errors(method, 2 * steps))
            #expect(expected.contains(found.atSteps) && expected.contains(found.inside), "\(method): \(found)")
        }
    }

    /// What landing on the jump is for: steps across it are of order 1 or so, whatever the method.
    @Test func stepsAcrossAJumpLoseTheOrder() throws {
        #expect(orders(try lockstepErrors(17), try lockstepErrors(33)).inside < 2)
        for method in IntegrationMethod.allCases {
            #expect(orders(try errors(method, 17), try errors(method, 33)).inside < 2, "\(method)")
        }
    }
}
