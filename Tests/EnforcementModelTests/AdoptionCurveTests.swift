import Foundation
import ScenarioFormat
import TestSupport
import Testing

@testable import EnforcementModel

/// People who would join in a day (docs/model.md, 7.2), where most of a ceiling of a thousand is free and where little is.
@Suite struct AdoptionCurveTests {
    private let p = 0.0001
    private let q = 0.004
    private let shape = 1.7
    private let ceiling = 1000.0

    private func joining(_ curve: AdoptionCurve, active: Double, free: Double) -> Double {
        coefficients(curve, Double.self).joining(active: active, ceiling: ceiling, free: free)
    }

    private func coefficients<Value: Lanes>(_ curve: AdoptionCurve, _: Value.Type) -> PairCoefficients<Value> {
        let given: [PairParameter: Double] = [.innovation: p, .imitation: q, .shape: shape]
        let numbers = PairTable<Value> { Value(repeating: given[PairParameter.allCases[$0]] ?? 0) }
        return PairCoefficients(market: 0, curve: curve, numbers: numbers, circumventionSpan: .allZero)
    }

    @Test(arguments: [(0.5, 0.9), (100, 0.9), (300, 0.6), (900, 0.05)]) func eachByItsFormula(_ active: Double, _ free: Double) {
        let y = 1 - free
        let expected: [(AdoptionCurve, Double)] = [
            (.bass, (p * ceiling + q * active) * (1 - y)), (.logistic, q * active * (1 - y)), (.gompertz, -q * active * log(y)),
            (.richards, q / shape * active * (1 - pow(y, shape))),
        ]
        for (curve, people) in expected {
            #expect(agree(joining(curve, active: active, free: free), people, relative: 1e-13, absolute: 0))
            let lanes = coefficients(curve, SIMD8<Double>.self).joining(
                active: SIMD8(repeating: active), ceiling: SIMD8(repeating: ceiling), free: SIMD8(0, free, 0, 0, 0, 0, 0, free))
            #expect(lanes[0] == 0 && [1, 7].allSatisfy { agree(lanes[$0], people, relative: 1e-13, absolute: 0) })
        }
    }

    /// Nobody joins by word of mouth of nobody, nor where so few are there that all of the ceiling counts as free.
    @Test func whereThereIsNobody() {
        for free in [0.5, 1] { #expect(joining(.bass, active: 0, free: free) == p * ceiling * free) }
        for curve in [AdoptionCurve.logistic, .gompertz, .richards] {
            for free in [0.5, 1] { #expect(joining(curve, active: 0, free: free) == 0) }
        }
        #expect(joining(.gompertz, active: 1e-15, free: 1) == 0)
    }

    /// What an integrator puts just below zero gives no number of people below that, and 1 − y just above one no root of a negative.
    @Test func justBelowZero() {
        #expect(joining(.gompertz, active: -1e-9, free: 0.5) == 0)
        #expect(agree(joining(.richards, active: 500, free: 1 + 1e-12), q / shape * 500, relative: 1e-9))
    }
}
