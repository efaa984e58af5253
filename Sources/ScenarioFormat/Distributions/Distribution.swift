internal import Numerics

/// The distribution of an uncertain quantity, drawn as its inverse CDF.
public struct Distribution: Sendable {
    private let form: any Drawable
    /// Whether the values are dates, as days since 1 January 1970.
    public let ofDates: Bool

    init(_ form: any Drawable, ofDates: Bool = false) {
        self.form = form
        self.ofDates = ofDates
    }

    /// The names by which files call distributions.
    public static let names = families.map { $0.name }
    /// Each with what stands under its name: `beta {alpha, beta}`.
    public static let usages = families.map { "\($0.name) \($0.usage)" }

    /// The values that can be drawn; the open end of a support is never drawn.
    public var support: NumberRange { form.support }

    /// The values of a discrete distribution; nil for a continuous one.
    public var discreteValues: [Double]? { form.discreteValues }

    /// The value below which a share `u` of the distribution lies, 0 < u < 1.
    ///
    /// Not a number where GSL's inverse fails; the reader's checks keep such distributions out.
    public func quantile(_ u: Double) -> Double { form.quantile(u) }

    /// The value with a normal score: F⁻¹(Φ(z)).
    public func value(atScore score: Double) -> Double { form.value(atScore: score) }

    /// Whether something can be drawn, and the median can be computed.
    var hasMass: Bool { form.hasMass }
}

/// What can be drawn from: a family's distribution, or one cut at its bounds.
protocol Drawable: Sendable {
    /// The values that can be drawn; the open end of a support is never drawn.
    var support: NumberRange { get }
    /// The value below which a share `u` lies, 0 < u < 1.
    func quantile(_ u: Double) -> Double
    /// F⁻¹(Φ(z)).
    func value(atScore score: Double) -> Double
    /// Nil for a continuous distribution.
    var discreteValues: [Double]? { get }
    var hasMass: Bool { get }
}

extension Drawable {
    func value(atScore score: Double) -> Double { quantile(min(max(CDF.normal(score), 0x1p-53), 1 - 0x1p-53)) }
    var discreteValues: [Double]? { nil }
    var hasMass: Bool { quantile(0.5).isFinite }
}
