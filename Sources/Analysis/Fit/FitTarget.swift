/// What is fitted to what: a function of some parameters, and observations of its values.
struct FitTarget: Sendable {
    let parameters: [FreeParameter]
    let observations: [FittedValue]
    /// One value for each observation, on the scale of its residual, from one value for each parameter; nil where there is none.
    let model: @Sendable ([Double]) -> [Double]?

    /// modelled − observed at normal scores of the parameters; nil where the model can't be computed.
    func residuals(_ scores: [Double]) -> [Double]? {
        let values = zip(parameters, scores).map { $0.value($1) }
        guard values.allSatisfy(\.isFinite), let modelled = model(values), modelled.allSatisfy(\.isFinite) else { return nil }
        return zip(modelled, observations).map { $0 - $1.value }
    }
}

/// An observation on the scale of its residual.
struct FittedValue: Sendable {
    let value: Double
    /// Standard deviation, where a range comes with the observation.
    let deviation: Double?
    /// The observations with whose errors it shares a scale where it has no range of its own.
    let group: ErrorGroup
}

/// Observations whose errors are taken to be of one size, where they come without a range.
public enum ErrorGroup: String, CaseIterable, Sendable {
    case relative, people, share
}

/// The size of a group's errors, as standard deviation.
public struct ErrorScale: Sendable, Equatable {
    /// Where the size comes from.
    public enum Origin: String, CaseIterable, Sendable {
        /// From how much the observations scatter about the fit.
        case estimated
        /// Observations are too few to tell.
        case assumed
    }
    /// The observations that it is about.
    public let group: ErrorGroup
    /// Standard deviation: of logarithms in the group `relative`, else in the unit of the observations.
    public internal(set) var deviation: Double
    /// Where it comes from.
    public let origin: Origin
    /// Observations of the group.
    public let observations: Int
    /// Observations less the parameters that they determine; of an assumed scale, infinite.
    public internal(set) var degreesOfFreedom: Double

    /// Three more observations than parameters are the fewest whose scatter is taken for an estimate.
    static let spare = 3

    init(_ group: ErrorGroup, _ values: [FittedValue], parameters: Int) {
        self.group = group
        observations = values.count
        origin = values.count >= parameters + Self.spare ? .estimated : .assumed
        degreesOfFreedom = .infinity
        let mean = values.reduce(0) { $0 + abs($1.value) } / Double(max(1, values.count))
        deviation =
            switch group {
            case .relative: 0.1
            case .people: max(1, 0.1 * mean)
            case .share: 0.02
            }
    }
}
