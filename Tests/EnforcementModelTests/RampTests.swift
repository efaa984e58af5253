import Foundation
import Testing

@testable import EnforcementModel

@Suite struct RampTests {
    private func form(_ ramp: Ramp) -> RampForm<Double> {
        var form = RampForm<Double>(steady: 0)
        form.load(lane: 0, ramp)
        return form
    }

    /// Whoever is in the stock at t₀ and not replaced is left with 1 − s (1 − e⁻ˣ), whatever the hazard's shape (docs/model.md, 7.4).
    @Test(arguments: [0.05, 0.5, 0.999, 1]) func theHazardMovesExactlyItsShare(_ share: Double) {
        let form = form(.shock(start: 2, share: share, timeConstant: 5))
        var survivors = 1.0
        let step = 0.001
        for i in 0..<20_000 {
            // Simpson's rule for the integral of the hazard over a step.
            let t = 2 + Double(i) * step
            let integral =
                (form.levelAndHazard(at: t).hazard + 4 * form.levelAndHazard(at: t + step / 2).hazard
                    + form.levelAndHazard(at: t + step).hazard) * step / 6
            survivors *= exp(-integral)
        }
        #expect(abs(survivors - (1 - share * (1 - exp(-4)))) < 1e-9)
    }

    @Test func aShareOfOneIsAConstantHazard() {
        let form = form(.shock(start: 0, share: 1, timeConstant: 4))
        for time in [0.0, 3, 50, 159] { #expect(abs(form.levelAndHazard(at: time).hazard - 0.25) < 1e-12) }
    }

    @Test func isOverAfterFortyTimeConstants() {
        var ramp = Ramp(start: 10, from: 0.2, to: 0.9, timeConstant: 3, share: 0.875)
        ramp.expire(at: 129.9)
        #expect(ramp.isActive)
        ramp.expire(at: 130)
        #expect(!ramp.isActive && form(ramp).levelAndHazard(at: 130) == (0.9, 0))
    }

    @Test func onlyAShareOfOneEndsAbruptly() {
        #expect(Ramp.shock(start: 0, share: 1, timeConstant: 4).endsAbruptly)
        #expect(Ramp.shock(start: 0, share: 1 - 0.9e-8, timeConstant: 4).endsAbruptly)
        for share in [1 - 1e-8, 1 - 1.1e-8, 0.999] { #expect(!Ramp.shock(start: 0, share: share, timeConstant: 4).endsAbruptly) }
    }
}
