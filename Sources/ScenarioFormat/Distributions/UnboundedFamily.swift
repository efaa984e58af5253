internal import Numerics

/// A family without bounds on one or both sides, which `min` and `max` may cut: a standard distribution, moved and scaled.
protocol UnboundedFamily: NamedFamily {
    var standard: StandardDistribution { get }
    func standardized(_ x: Double) -> Double
    func destandardized(_ z: Double) -> Double
}

extension UnboundedFamily {
    static var isBounded: Bool { false }

    func quantile(_ u: Double) -> Double { destandardized(standard.lowerInverse(u)) }

    /// Conditioned on lying between the bounds, of which one may be absent.
    func cut(from minimum: Double?, to maximum: Double?) -> any Drawable {
        minimum == nil && maximum == nil ? self : CutDistribution(self, from: minimum, to: maximum)
    }
}

/// A distribution of GSL's, without location and scale.
struct StandardDistribution: Sendable {
    let lower: @Sendable (Double) -> Double
    /// 1 − P, exact where P rounds to 1.
    let upper: @Sendable (Double) -> Double
    let lowerInverse: @Sendable (Double) -> Double
    let upperInverse: @Sendable (Double) -> Double

    static let normal = StandardDistribution(
        lower: { CDF.normal($0) }, upper: { CDF.normalUpper($0) }, lowerInverse: { CDF.normalInverse($0) },
        upperInverse: { CDF.normalUpperInverse($0) })

    /// Of mean 1.
    static let exponential = StandardDistribution(
        lower: { CDF.exponential($0) }, upper: { CDF.exponentialUpper($0) }, lowerInverse: { CDF.exponentialInverse($0) },
        upperInverse: { CDF.exponentialUpperInverse($0) })

    static func gamma(shape: Double) -> StandardDistribution {
        StandardDistribution(
            lower: { CDF.gamma($0, shape: shape) }, upper: { CDF.gammaUpper($0, shape: shape) },
            lowerInverse: { CDF.gammaInverse($0, shape: shape) }, upperInverse: { CDF.gammaUpperInverse($0, shape: shape) })
    }
}

/// A distribution conditioned on lying between bounds: F⁻¹(F(min) + u (F(max) − F(min))), taken from the upper tail where that is the
/// smaller one.
private struct CutDistribution<Family: UnboundedFamily>: Drawable {
    let family: Family
    let minimum: Double?
    let maximum: Double?
    /// P at the bounds; where both lie in the upper half, where P rounds to 1, −Q instead.
    let from: Double
    let to: Double
    let isUpper: Bool

    init(_ family: Family, from minimum: Double?, to maximum: Double?) {
        (self.family, self.minimum, self.maximum) = (family, minimum, maximum)
        let standard = family.standard
        func lower(_ x: Double) -> Double { standard.lower(family.standardized(x)) }
        func upper(_ x: Double) -> Double { standard.upper(family.standardized(x)) }
        let below = minimum.map(lower) ?? 0
        isUpper = below > 0.5
        from = isUpper ? minimum.map { -upper($0) } ?? -1 : below
        to = isUpper ? maximum.map { -upper($0) } ?? 0 : maximum.map(lower) ?? 1
    }

    var support: NumberRange {
        let whole = family.support
        let lower = minimum.map { max($0, whole.lower) } ?? whole.lower
        let upper = maximum.map { min($0, whole.upper) } ?? whole.upper
        return .support(lower, open: lower == whole.lower, upper, open: upper == whole.upper)
    }

    func quantile(_ u: Double) -> Double {
        let level = from + u * (to - from)
        let x = family.destandardized(isUpper ? family.standard.upperInverse(-level) : family.standard.lowerInverse(level))
        return min(max(x, minimum ?? x), maximum ?? x)
    }

    var hasMass: Bool { from < to && quantile(0.5).isFinite }
}
