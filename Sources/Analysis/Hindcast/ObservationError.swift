internal import Glibc
internal import ScenarioFormat

/// How far an observation may be from the truth, as a fit takes it.
struct ObservationError: Sendable {
    let scale: ResidualScale
    /// Standard deviation on that scale.
    let deviation: Double
    private let value: Double

    /// By its own range; where it has none, as the fit found of its like, or takes it to be.
    init(_ observation: Observation, _ settings: FitSettings, _ scales: [ErrorScale]) {
        value = observation.value
        scale = settings.scale(of: observation.measure)
        let fitted = FittedValue(observation, scale)
        deviation =
            fitted.deviation ?? scales.first { $0.group == fitted.group }?.deviation
            ?? ErrorScale(fitted.group, [fitted], parameters: 0).deviation
    }

    /// What is observed of a true value, at a normal score of the error.
    func observed(_ truth: Double, score: Double) -> Double {
        switch scale {
        case .log: truth * exp(deviation * score)
        case .linear: truth + deviation * score
        }
    }

    /// Standard deviation of the logarithm.
    var ofLogarithm: Double { scale == .log ? deviation : deviation / value }
}
