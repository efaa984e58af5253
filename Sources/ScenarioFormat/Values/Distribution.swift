internal import Glibc
internal import Numerics

/// The distribution of an uncertain quantity, drawn as its inverse CDF.
public struct Distribution: Sendable, Equatable {
    /// The form, with its parameters.
    public enum Family: Sendable, Equatable {
        case uniform(lower: Double, upper: Double)
        case triangular(lower: Double, mode: Double, upper: Double)
        /// Beta on lower–upper with shape parameters 1 + 4 (mode − lower)/(upper − lower) and 1 + 4 (upper − mode)/(upper − lower) (Malcolm et al. 1959).
        case pert(lower: Double, mode: Double, upper: Double)
        case normal(mean: Double, sd: Double)
        /// `sigma` is the standard deviation of the logarithm.
        case lognormal(median: Double, sigma: Double)
        case beta(alpha: Double, beta: Double)
        case gamma(shape: Double, scale: Double)
        case exponential(mean: Double)
        case weibull(shape: Double, scale: Double)
        case discrete(values: [Double], weights: [Double])
    }

    /// The form, with its parameters.
    public let family: Family
    /// Conditions the distribution on being at least this; unbounded families only.
    public let minimum: Double?
    /// The most that is drawn; nil for no bound.
    public let maximum: Double?
    /// Whether the values are dates, as days since 1 January 1970.
    public let ofDates: Bool

    /// A distribution cut at its bounds, which are taken unchecked.
    public init(_ family: Family, minimum: Double? = nil, maximum: Double? = nil, ofDates: Bool = false) {
        self.family = family
        self.minimum = minimum
        self.maximum = maximum
        self.ofDates = ofDates
    }

    /// The values that can be drawn; the open end of a support is never drawn.
    public var support: NumberRange {
        let whole: NumberRange
        switch family {
        case .uniform(let a, let b), .triangular(let a, _, let b), .pert(let a, _, let b): return .closed(a, b)
        case .beta: return .open(0, 1)
        case .discrete(let values, let weights):
            let drawn = zip(values, weights).filter { $0.1 > 0 }.map(\.0)
            return .closed(drawn.min() ?? 0, drawn.max() ?? 0)
        case .normal: whole = .any
        case .lognormal, .gamma, .exponential, .weibull: whole = .positive
        }
        let lower = minimum.map { max($0, whole.lower) } ?? whole.lower
        let upper = maximum.map { min($0, whole.upper) } ?? whole.upper
        return .support(lower, open: lower == whole.lower, upper, open: upper == whole.upper)
    }

    /// The values of a discrete distribution; nil for a continuous one.
    public var discreteValues: [Double]? {
        if case .discrete(let values, _) = family { values } else { nil }
    }

    /// The value below which a share `u` of the distribution lies, 0 < u < 1.
    ///
    /// Truncated: F⁻¹(F(min) + u (F(max) − F(min))), taken from the upper tail where that is the smaller one. Not a
    /// number where GSL's inverse fails; `hasMass` and the reader's checks keep such distributions out.
    public func quantile(_ u: Double) -> Double {
        switch family {
        case .uniform(let a, let b): return a + u * (b - a)
        case .triangular(let a, let mode, let b):
            let split = (mode - a) / (b - a)
            return u <= split ? a + (u * (b - a) * (mode - a)).squareRoot() : b - ((1 - u) * (b - a) * (b - mode)).squareRoot()
        case .pert(let a, let mode, let b):
            return a + (b - a) * CDF.betaInverse(u, alpha: 1 + 4 * (mode - a) / (b - a), beta: 1 + 4 * (b - mode) / (b - a))
        case .beta(let alpha, let beta): return CDF.betaInverse(u, alpha: alpha, beta: beta)
        case .discrete(let values, let weights):
            let total = weights.reduce(0, +)
            var cumulative = 0.0
            for (value, weight) in zip(values, weights) where weight > 0 {
                cumulative += weight
                if cumulative >= u * total { return value }
            }
            return values.last ?? .nan
        case .normal, .lognormal, .gamma, .exponential, .weibull:
            return clamped(destandardized(standardQuantile(u)))
        }
    }

    /// Whether some probability lies between `minimum` and `maximum`, and the median can be computed.
    public var hasMass: Bool {
        let bounds = standardBounds
        return bounds.from < bounds.to && quantile(0.5).isFinite
    }

    // MARK: the standard form: normal (0, 1) for normal and lognormal, gamma of scale 1, exponential of mean 1 for it and Weibull

    /// P at `minimum` and `maximum`; where both lie in the upper half, where P rounds to 1, −Q instead.
    private var standardBounds: (from: Double, to: Double, isUpper: Bool) {
        let below = minimum.map { lowerTail(standardized($0)) } ?? 0
        if below <= 0.5 { return (below, maximum.map { lowerTail(standardized($0)) } ?? 1, false) }
        return (minimum.map { -upperTail(standardized($0)) } ?? -1, maximum.map { -upperTail(standardized($0)) } ?? 0, true)
    }

    private func standardQuantile(_ u: Double) -> Double {
        let bounds = standardBounds
        let level = bounds.from + u * (bounds.to - bounds.from)
        return bounds.isUpper ? upperInverse(-level) : lowerInverse(level)
    }

    private func standardized(_ x: Double) -> Double {
        switch family {
        case .normal(let mean, let sd): (x - mean) / sd
        case .lognormal(let median, let sigma): x > 0 ? log(x / median) / sigma : -.infinity
        case .gamma(_, let scale): max(x, 0) / scale
        case .exponential(let mean): max(x, 0) / mean
        case .weibull(let shape, let scale): pow(max(x, 0) / scale, shape)
        default: x
        }
    }

    private func destandardized(_ z: Double) -> Double {
        switch family {
        case .normal(let mean, let sd): mean + sd * z
        case .lognormal(let median, let sigma): median * exp(sigma * z)
        case .gamma(_, let scale): scale * z
        case .exponential(let mean): mean * z
        case .weibull(let shape, let scale): scale * pow(z, 1 / shape)
        default: z
        }
    }

    private func lowerTail(_ z: Double) -> Double {
        switch family {
        case .normal, .lognormal: CDF.normal(z)
        case .gamma(let shape, _): CDF.gamma(z, shape: shape)
        default: CDF.exponential(z)
        }
    }

    private func upperTail(_ z: Double) -> Double {
        switch family {
        case .normal, .lognormal: CDF.normalUpper(z)
        case .gamma(let shape, _): CDF.gammaUpper(z, shape: shape)
        default: CDF.exponentialUpper(z)
        }
    }

    private func lowerInverse(_ p: Double) -> Double {
        switch family {
        case .normal, .lognormal: CDF.normalInverse(p)
        case .gamma(let shape, _): CDF.gammaInverse(p, shape: shape)
        default: CDF.exponentialInverse(p)
        }
    }

    private func upperInverse(_ q: Double) -> Double {
        switch family {
        case .normal, .lognormal: CDF.normalUpperInverse(q)
        case .gamma(let shape, _): CDF.gammaUpperInverse(q, shape: shape)
        default: CDF.exponentialUpperInverse(q)
        }
    }

    private func clamped(_ x: Double) -> Double { min(max(x, minimum ?? x), maximum ?? x) }
}
