import Testing

@testable import Numerics

/// y = t⁷ − 2t³ + 1 on a step from 2 to 5, with its slope.
private final class Polynomial: DynamicalSystem {
    let dimension = 1
    static func value(_ t: Double) -> Double { t * t * t * t * t * t * t - 2 * t * t * t + 1 }
    func derivatives(at t: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) {
        dy[0] = 7 * t * t * t * t * t * t - 6 * t * t
    }
}

@Suite struct HermiteInterpolantTests {
    @Test func reproducesAPolynomialOfDegreeSeven() {
        var interpolant = HermiteInterpolant(dimension: 1)
        for (node, place) in HermiteInterpolant.nodes.enumerated() {
            interpolant.setNode(node, to: [Polynomial.value(2 + 3 * place)])
            interpolant.setSlopes(node, at: 2 + 3 * place, length: 3, of: Polynomial())
        }
        var result = [0.0]
        for place in stride(from: 0.0, through: 1, by: 0.01) {
            interpolant.evaluate(at: place, into: &result)
            let exact = Polynomial.value(2 + 3 * place)
            #expect(abs(result[0] - exact) < 1e-11 * exact)
        }
    }
}
