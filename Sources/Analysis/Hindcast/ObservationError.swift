internal import Glibc
internal import Numerics
internal import ScenarioFormat

/// How far an observation may be from the truth, as a fit takes it.
struct ObservationError: Sendable, Equatable {
    let scale: ResidualScale
    /// Standard deviation on that scale.
    let deviation: Double

    /// What is observed of a true value, at a normal score of the error.
    func observed(_ truth: Double, score: Double) -> Double {
        switch scale {
        case .log: truth * exp(deviation * score)
        case .linear: truth + deviation * score
        }
    }

    /// Standard deviation of the logarithm of an observed value.
    func ofLogarithm(at value: Double) -> Double { scale == .log ? deviation : deviation / value }

    /// What will be observed of a truth that isn't known for certain: a sample without chance.
    ///
    /// - Parameter truth: by its normal score, rising.
    func forecast(size: Int, truth: (_ score: Double) -> Double) -> SampleForecast {
        // Truth and error in the two coordinates of a Hammersley set: the middles of equal parts, and van der Corput's sequence.
        let sequence = SobolSequence(dimensions: 1)
        return SampleForecast(
            normalScores(size).enumerated().map { i, score in
                observed(truth(score), score: CDF.normalInverse(sequence.point(i + 1, 0)))
            })
    }
}

/// The errors of all observations of a hindcast, by what is known up to its date.
struct ObservationErrors: Sendable {
    private let settings: FitSettings
    /// Of those without a range.
    private let scales: [ErrorScale]

    /// - Parameters:
    ///   - settings: of the fit.
    ///   - fitted: the errors that the fit found or took.
    ///   - earlier: the observations up to the date, by which an error is assumed where the fit needed none.
    init(_ settings: FitSettings, _ fitted: [ErrorScale], earlier: [Observation]) {
        self.settings = settings
        let values = earlier.map { FittedValue($0, settings.scale(of: $0.measure)) }
        scales = ErrorGroup.allCases.map { group in
            fitted.first { $0.group == group } ?? ErrorScale(group, values.filter { $0.group == group }, parameters: 0)
        }
    }

    /// By the observation's own range; where it has none, as its like among the earlier ones.
    func error(of observation: Observation) -> ObservationError {
        let scale = settings.scale(of: observation.measure)
        let fitted = FittedValue(observation, scale)
        let deviation = fitted.deviation ?? scales.first { $0.group == fitted.group }?.deviation ?? 0
        return ObservationError(scale: scale, deviation: deviation)
    }
}
