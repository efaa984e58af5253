/// An estimate of how much of an output a quantity accounts for, with its interval.
public struct SensitivityIndex: Sendable, Equatable {
    /// What an index tells.
    public enum Kind: String, CaseIterable, Sendable {
        /// The share of the output's variance that goes when the quantity alone becomes known. Unit: 1.
        case firstOrder = "first_order"
        /// The share of the variance that stays when all others become known. Unit: 1.
        case total
        /// The mean of the elementary effects. Unit: the output's, over the whole probability of the quantity.
        case mu
        /// The mean of their sizes, in the same unit.
        case muStar = "mu_star"
        /// Their standard deviation, in the same unit.
        case sigma
    }
    /// What it tells.
    public let kind: Kind
    /// The estimate, in the unit of its kind.
    public let value: Double
    /// The lower end of the interval in which 95 % of the resamples' estimates lie.
    public let low: Double
    /// The upper end of the interval.
    public let high: Double

    /// An index with its interval, as given.
    public init(kind: Kind, value: Double, low: Double, high: Double) {
        (self.kind, self.value, self.low, self.high) = (kind, value, low, high)
    }

    /// - Parameter resampled: the estimate from each resample.
    init(_ kind: Kind, _ value: Double, resampled: [Double]) {
        let sorted = resampled.sorted()
        func quantile(_ q: Double) -> Double { sorted[max(0, Int((q * Double(sorted.count)).rounded(.up)) - 1)] }
        self.init(kind: kind, value: value, low: quantile(0.025), high: quantile(0.975))
    }
}
