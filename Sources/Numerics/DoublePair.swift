/// A number as an unevaluated sum of two doubles, of about 106 bits.
///
/// Source: Dekker, A floating-point technique for extending the available precision (1971); Knuth's two-sum.
public struct DoublePair: Sendable, Equatable {
    /// The sum, rounded.
    public let high: Double
    /// What the rounding left.
    public let low: Double

    /// The sum of both; the second is to be no larger than the first.
    public init(_ high: Double, _ low: Double = 0) {
        self.high = high + low
        self.low = low - (self.high - high)
    }

    /// The sum rounded to a double.
    public var rounded: Double { high + low }

    /// To about 100 bits.
    public static func + (a: DoublePair, b: DoublePair) -> DoublePair {
        let sum = a.high + b.high
        let shadow = sum - a.high
        return DoublePair(sum, (a.high - (sum - shadow)) + (b.high - shadow) + a.low + b.low)
    }

    /// To about 100 bits.
    public static func - (a: DoublePair, b: DoublePair) -> DoublePair { a + DoublePair(-b.high, -b.low) }

    /// To about 100 bits.
    public static func * (a: DoublePair, b: DoublePair) -> DoublePair {
        let product = exactProduct(a.high, b.high)
        return DoublePair(product.high, product.low + a.high * b.low + a.low * b.high)
    }

    /// The product of two doubles without rounding, where that neither overflows nor falls below 2⁻¹⁰²².
    static func exactProduct(_ a: Double, _ b: Double) -> DoublePair {
        let product = a * b
        let (x, y) = (halves(a), halves(b))
        return DoublePair(product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low)
    }

    /// Two numbers of 26 bits that add up to the double.
    private static func halves(_ value: Double) -> (high: Double, low: Double) {
        let scaled = value * 134_217_729
        let high = scaled - (scaled - value)
        return (high, value - high)
    }
}
