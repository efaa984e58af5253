public import Numerics
public import ScenarioFormat

/// How a scenario is fitted to observations.
public struct FitSettings: Sendable {
    /// How draws of the posterior are made.
    public enum Sampler: String, CaseIterable, Sendable {
        /// From the normal distribution that has the posterior's peak and curvature there.
        case laplace
        /// From chains of the posterior itself, by the affine-invariant ensemble sampler.
        case stretch
    }
    /// Where the residuals of a measure are taken other than by default: logarithms of people, shares as they are.
    public var residuals: [Observation.Measure: ResidualScale] = [:]
    /// How the sum of squares is made least.
    public var method = LeastSquares.Method.lm
    /// From how many points the search starts.
    public var starts = 12
    /// Whether profiles are computed, on which intervals and verdicts rest; without them a fit takes a fraction of the time.
    public var profiles = true
    /// How draws of the posterior are made.
    public var sampler = Sampler.laplace
    /// Draws of the posterior to be had.
    public var draws = 1000
    /// Steps of each chain of the ensemble sampler, the first quarter of which is dropped.
    public var steps = 10_000
    /// Seed of the draws; nothing else hangs on it.
    public var seed: UInt64 = 1

    /// Those that a fit has unless told otherwise.
    public init() {}

    /// What draws and chains take, about. Unit: bytes.
    ///
    /// - Parameter parameters: how many are fitted.
    public func memory(parameters: Int) -> Double {
        // A point is an array, of which a chain keeps one a step; with scales of errors and in the making, there are several of a draw.
        let point = 64 + 16 * Double(parameters)
        let walkers = sampler == .stretch ? StretchSampler.walkers(dimensions: 2 * parameters) : 0
        return 4 * Double(draws) * point + 2 * Double(walkers) * Double(steps) * point
    }

    func scale(of measure: Observation.Measure) -> ResidualScale {
        residuals[measure] ?? (measure == .activeShareOfOnline ? .linear : .log)
    }
}

/// On which scale the model is held against an observation.
public enum ResidualScale: String, CaseIterable, Sendable {
    /// Of logarithms: errors are relative to the value.
    case log
    /// Of the values as they are.
    case linear
}
