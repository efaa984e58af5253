internal import Numerics

/// A box in the space of the quantities: where each may lie.
public struct DiscoveryBox: Sendable, Equatable {
    /// How a box came out of the one before.
    public enum Step: String, CaseIterable, Sendable {
        case start, peel, paste
    }
    /// Where a quantity is restricted.
    public struct Bounds: Sendable, Equatable {
        /// Index of the quantity.
        public let quantity: Int
        /// The least value inside; nil where that end is free.
        public let low: Double?
        /// The largest value inside; nil where that end is free.
        public let high: Double?
        /// How likely the box would hold as many cases or more by chance, had it not the lower end (Bryant and Lempert 2010); nil
        /// where that end is free.
        public let quasiPLow: Double?
        /// The same of the upper end.
        public let quasiPHigh: Double?

        /// Bounds as given; nothing is checked.
        public init(quantity: Int, low: Double?, high: Double?, quasiPLow: Double?, quasiPHigh: Double?) {
            self.quantity = quantity
            (self.low, self.high, self.quasiPLow, self.quasiPHigh) = (low, high, quasiPLow, quasiPHigh)
        }
    }
    /// How it came about.
    public let step: Step
    /// The restricted quantities, in their order.
    public let bounds: [Bounds]
    /// The number of members inside.
    public let members: Int
    /// Cases among the members inside.
    public let cases: Int
    /// The share of all cases that are inside.
    public let coverage: Double
    /// The share of the members inside that are cases.
    public let density: Double
    /// The share of all members that are inside.
    public let mass: Double

    /// A box as given; nothing is checked.
    public init(
        step: Step, bounds: [Bounds], members: Int, cases: Int, coverage: Double, density: Double, mass: Double
    ) {
        (self.step, self.bounds, self.members, self.cases) = (step, bounds, members, cases)
        (self.coverage, self.density, self.mass) = (coverage, density, mass)
    }

    /// P(X ≥ cases) of a binomial X of `members` trials of probability `chance`.
    static func quasiP(members: Int, cases: Int, chance: Double) -> Double {
        cases == 0 ? 1 : CDF.binomialUpper(cases - 1, members, probability: chance)
    }
}
