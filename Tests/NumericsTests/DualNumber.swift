import Foundation

/// A number with its derivatives by some variables, which arithmetic carries along exactly (forward differentiation).
struct DualNumber: Sendable {
    var value: Double
    var slopes: [Double]

    init(_ value: Double, _ slopes: [Double]) {
        self.value = value
        self.slopes = slopes
    }

    /// A function of this number with its derivative there.
    private func mapped(_ value: Double, slope: Double) -> DualNumber { DualNumber(value, slopes.map { slope * $0 }) }

    static func + (a: DualNumber, b: DualNumber) -> DualNumber { DualNumber(a.value + b.value, zip(a.slopes, b.slopes).map { $0 + $1 }) }
    static func - (a: DualNumber, b: DualNumber) -> DualNumber { a + -b }
    static func * (a: DualNumber, b: DualNumber) -> DualNumber {
        DualNumber(a.value * b.value, zip(a.slopes, b.slopes).map { $0 * b.value + a.value * $1 })
    }
    static func / (a: DualNumber, b: DualNumber) -> DualNumber { a * b.mapped(1 / b.value, slope: -1 / (b.value * b.value)) }
    static prefix func - (a: DualNumber) -> DualNumber { a.mapped(-a.value, slope: -1) }

    static func + (a: DualNumber, b: Double) -> DualNumber { a.mapped(a.value + b, slope: 1) }
    static func + (a: Double, b: DualNumber) -> DualNumber { b + a }
    static func - (a: Double, b: DualNumber) -> DualNumber { -b + a }
    static func - (a: DualNumber, b: Double) -> DualNumber { a + -b }
    static func * (a: DualNumber, b: Double) -> DualNumber { a.mapped(a.value * b, slope: b) }
    static func * (a: Double, b: DualNumber) -> DualNumber { b * a }
    static func / (a: Double, b: DualNumber) -> DualNumber { b.mapped(a / b.value, slope: -a / (b.value * b.value)) }
    static func / (a: DualNumber, b: Double) -> DualNumber { a * (1 / b) }

    fileprivate static func exponential(_ a: DualNumber) -> DualNumber { a.mapped(Foundation.exp(a.value), slope: Foundation.exp(a.value)) }
    fileprivate static func logarithm(_ a: DualNumber) -> DualNumber { a.mapped(Foundation.log(a.value), slope: 1 / a.value) }
    fileprivate static func root(_ a: DualNumber) -> DualNumber { a.mapped(a.value.squareRoot(), slope: 0.5 / a.value.squareRoot()) }
    fileprivate static func sine(_ a: DualNumber) -> DualNumber { a.mapped(Foundation.sin(a.value), slope: Foundation.cos(a.value)) }
    fileprivate static func cosine(_ a: DualNumber) -> DualNumber { a.mapped(Foundation.cos(a.value), slope: -Foundation.sin(a.value)) }
    fileprivate static func arctangent(_ a: DualNumber) -> DualNumber {
        a.mapped(Foundation.atan(a.value), slope: 1 / (1 + a.value * a.value))
    }
}

func exp(_ a: DualNumber) -> DualNumber { .exponential(a) }
func sqrt(_ a: DualNumber) -> DualNumber { .root(a) }
func sin(_ a: DualNumber) -> DualNumber { .sine(a) }
func cos(_ a: DualNumber) -> DualNumber { .cosine(a) }
func atan(_ a: DualNumber) -> DualNumber { .arctangent(a) }
func pow(_ a: DualNumber, _ b: DualNumber) -> DualNumber { .exponential(b * .logarithm(a)) }
