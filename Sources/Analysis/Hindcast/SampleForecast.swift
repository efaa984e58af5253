/// A forecast of one number, as a sample of what may come.
public struct SampleForecast: Sendable, Equatable {
    /// In rising order.
    public let values: [Double]

    /// - Parameter sample: finite, at least one, in any order.
    public init(_ sample: [Double]) { values = sample.sorted() }

    /// In the unit of the values.
    public var mean: Double { values.reduce(0, +) / Double(values.count) }

    /// The ⌈q M⌉-th smallest value, 0 < q ≤ 1.
    public func quantile(_ q: Double) -> Double {
        values[min(max(Int((q * Double(values.count)).rounded(.up)) - 1, 0), values.count - 1)]
    }

    /// Continuous ranked probability score: ∫ (F(x) − 1{x ≥ observed})² dx with F the sample's distribution. Unit: the value's.
    ///
    /// Exact, E|X − y| − E|X − X′|/2, as a sum of terms of one sign.
    /// Source: Laio and Tamea, Verification tools for probabilistic forecasts of continuous hydrological variables (2007).
    public func crps(_ observed: Double) -> Double {
        let m = Double(values.count)
        var sum = 0.0
        for (i, value) in values.enumerated() {
            sum += (value - observed) * ((observed < value ? m : 0) - Double(i) - 0.5)
        }
        return 2 * sum / (m * m)
    }
}
