import Foundation
import Testing

@testable import EnforcementModel

@Suite struct RampTests {
    /// Whoever is in the stock at t₀ and not replaced is left with 1 − s (1 − e⁻ˣ), whatever the hazard's shape (DESIGN 2.3).
    @Test(arguments: [0.05, 0.5, 0.999, 1]) func theHazardMovesExactlyItsShare(_ share: Double) {
        let ramp = Ramp.shock(start: 2, share: share, timeConstant: 5)
        var survivors = 1.0
        let step = 0.001
        for i in 0..<20_000 {
            // Simpson's rule for the integral of the hazard over a step.
            let t = 2 + Double(i) * step
            let integral =
                (ramp.levelAndHazard(at: t).hazard + 4 * ramp.levelAndHazard(at: t + step / 2).hazard
                    + ramp.levelAndHazard(at: t + step).hazard) * step / 6
            survivors *= exp(-integral)
        }
        #expect(abs(survivors - (1 - share * (1 - exp(-4)))) < 1e-9)
    }

    @Test func aShareOfOneIsAConstantHazard() {
        let ramp = Ramp.shock(start: 0, share: 1, timeConstant: 4)
        for time in [0.0, 3, 50, 159] { #expect(abs(ramp.levelAndHazard(at: time).hazard - 0.25) < 1e-12) }
    }

    @Test func isOverAfterFortyTimeConstants() {
        var ramp = Ramp(start: 10, from: 0.2, to: 0.9, timeConstant: 3, share: 0.875)
        ramp.expire(at: 129.9)
        #expect(ramp.isActive)
        ramp.expire(at: 130)
        #expect(!ramp.isActive && ramp.levelAndHazard(at: 130) == (0.9, 0))
    }
}
