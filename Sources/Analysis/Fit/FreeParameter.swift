internal import ScenarioFormat

/// A parameter that is fitted, on the scale of its normal score: that on which its prior is the standard normal distribution.
///
/// The prior's bounds can't be left on that scale, the prior is one pseudo-observation of 0 with error 1, and derivatives by it are of
/// comparable size whatever the parameter's unit.
struct FreeParameter: Sendable {
    /// As the scenario has it under `parameters`.
    let name: String
    /// The distribution that the scenario gives it.
    let prior: Distribution

    /// Nothing is looked for beyond this score: 2 in 10⁹ of the prior.
    static let reach = 6.0

    init(name: String, prior: Distribution) {
        self.name = name
        self.prior = prior
    }

    /// The value with a normal score: F⁻¹(Φ(z)).
    func value(_ score: Double) -> Double { prior.value(atScore: score) }

    /// Derivative of the value by the score.
    func slope(_ score: Double) -> Double {
        let step = 1e-4
        return (value(score + step) - value(score - step)) / (2 * step)
    }

    /// The ends of the range in which values are looked for: the prior's bounds, or its reach where it has none.
    func end(upper: Bool) -> ProfileEnd {
        let bound = upper ? prior.support.upper : prior.support.lower
        return bound.isFinite
            ? ProfileEnd(value: bound, kind: .bound) : ProfileEnd(value: value(upper ? Self.reach : -Self.reach), kind: .reach)
    }
}
