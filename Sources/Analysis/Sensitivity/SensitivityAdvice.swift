/// What the intervals of indices say of the number of runs.
public struct SensitivityAdvice: Sendable {
    /// An interval narrower than this tells enough of an index. Unit: 1; for elementary effects, the largest μ*.
    ///
    /// Source: Sarrazin, Pianosi and Wagener, Global sensitivity analysis of environmental models: convergence and validation
    /// (Environmental Modelling & Software 79, 2016).
    public static let enough = 0.05

    /// The indices whose interval is wider than they are large.
    public let wide: [(quantity: String, index: SensitivityIndex)]
    /// How many times as many samples would make each interval narrower than its index, or than `enough`; nil where they do.
    public let factor: Double?

    /// What the widths of the intervals say about whether more samples are needed.
    public init(_ quantities: [QuantitySensitivity]) {
        let largest = quantities.compactMap { $0[.muStar]?.value }.max() ?? 1
        // μ may be anything around 0, and σ isn't what quantities are ranked by.
        let ranking = quantities.flatMap { quantity in
            quantity.indices.filter { [.firstOrder, .total, .muStar].contains($0.kind) }.map { (quantity: quantity.quantity, index: $0) }
        }
        wide = ranking.filter { $0.index.high - $0.index.low > abs($0.index.value) }
        // Intervals narrow with the square root of the number of samples.
        let ratio = wide.map { ($0.index.high - $0.index.low) / max(abs($0.index.value), Self.enough * largest) }.max() ?? 0
        factor = ratio > 1 ? ratio * ratio : nil
    }
}
