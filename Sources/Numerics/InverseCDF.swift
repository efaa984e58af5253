internal import CGSL

/// Cumulative distribution functions and their inverses, by GSL.
///
/// Every `upper` is the complement Q = 1 − P, exact in the far tail where P rounds to 1. GSL's inverses of the gamma and beta
/// distributions fail or don't end for some parameters; what they give is checked, and found by bisection where it is wrong. An
/// inverse that can't be found to a double's precision is not a number.
public enum CDF {
    /// Standard normal distribution.
    public static func normal(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }
    /// P(X > x) of the standard normal.
    public static func normalUpper(_ x: Double) -> Double { gsl_cdf_ugaussian_Q(x) }
    /// The standard normal's quantile.
    public static func normalInverse(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }
    /// The x with P(X > x) = q.
    public static func normalUpperInverse(_ q: Double) -> Double { gsl_cdf_ugaussian_Qinv(q) }

    /// Exponential distribution with mean 1.
    public static func exponential(_ x: Double) -> Double { gsl_cdf_exponential_P(x, 1) }
    /// P(X > x) of the exponential of mean 1.
    public static func exponentialUpper(_ x: Double) -> Double { gsl_cdf_exponential_Q(x, 1) }
    /// The quantile of the exponential of mean 1.
    public static func exponentialInverse(_ p: Double) -> Double { gsl_cdf_exponential_Pinv(p, 1) }
    /// The x with P(X > x) = q.
    public static func exponentialUpperInverse(_ q: Double) -> Double { gsl_cdf_exponential_Qinv(q, 1) }

    /// Gamma distribution with the given shape and scale 1.
    public static func gamma(_ x: Double, shape: Double) -> Double { quietly { gsl_cdf_gamma_P(x, shape, 1) } }
    /// P(X > x) of the gamma of scale 1.
    public static func gammaUpper(_ x: Double, shape: Double) -> Double { quietly { gsl_cdf_gamma_Q(x, shape, 1) } }

    /// The quantile of the gamma of scale 1.
    public static func gammaInverse(_ p: Double, shape: Double) -> Double {
        let guess = quietly { shape <= gslLimit ? gsl_cdf_gamma_Pinv(p, shape, 1) : .nan }
        return inverse(of: p, guess, upTo: .greatestFiniteMagnitude) { gamma($0, shape: shape) }
    }

    /// The x with P(X > x) = q.
    public static func gammaUpperInverse(_ q: Double, shape: Double) -> Double {
        let guess = quietly { shape <= gslLimit ? gsl_cdf_gamma_Qinv(q, shape, 1) : .nan }
        // −Q rises with x, as P does.
        return inverse(of: -q, guess, upTo: .greatestFiniteMagnitude) { -gammaUpper($0, shape: shape) }
    }

    /// Beta distribution on 0–1.
    public static func beta(_ x: Double, alpha: Double, beta: Double) -> Double { quietly { gsl_cdf_beta_P(x, alpha, beta) } }

    /// The beta's quantile.
    public static func betaInverse(_ p: Double, alpha: Double, beta b: Double) -> Double {
        let guess = quietly { max(alpha, b) <= gslLimit ? gsl_cdf_beta_Pinv(p, alpha, b) : .nan }
        return inverse(of: p, guess, upTo: 1) { beta($0, alpha: alpha, beta: b) }
    }

    /// P(X > successes) of the binomial distribution.
    public static func binomialUpper(_ successes: Int, _ trials: Int, probability: Double) -> Double {
        quietly { gsl_cdf_binomial_Q(UInt32(clamping: successes), probability, UInt32(clamping: trials)) }
    }

    /// Student's t distribution.
    public static func studentInverse(_ p: Double, degreesOfFreedom: Double) -> Double { gsl_cdf_tdist_Pinv(p, degreesOfFreedom) }

    /// The quantile of chi squared.
    public static func chiSquaredInverse(_ p: Double, degreesOfFreedom: Double) -> Double {
        2 * gammaInverse(p, shape: degreesOfFreedom / 2)
    }

    // MARK: what GSL's inverses leave to do

    /// Above this GSL's iterations for gamma and beta may not end.
    private static let gslLimit = 1e4
    /// A guess whose probability is this close, relative to the smaller tail, is taken.
    private static let guessTolerance = 1e-9

    /// GSL's default handler would end the process where an argument is too much for it.
    private static func quietly(_ body: () -> Double) -> Double {
        silenceGSLErrorHandler()
        return body()
    }

    /// The x with P(x) = level, for a rising P on 0 ... `limit`.
    private static func inverse(of level: Double, _ guess: Double, upTo limit: Double, _ probability: (Double) -> Double) -> Double {
        let tail = level < 0 ? -level : min(level, 1 - level)
        func misses(_ x: Double) -> Bool { !(abs(probability(x) - level) <= guessTolerance * tail) }
        if guess > 0, guess <= limit, !misses(guess) { return guess }
        // Doubles of one sign are ordered as their bits are: sixty halvings reach the last one.
        var (low, high): (UInt64, UInt64) = (0, limit.bitPattern)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if probability(Double(bitPattern: middle)) < level { low = middle } else { high = middle }
        }
        let found = Double(bitPattern: high)
        // A step of P between neighbouring doubles can be wider than the tolerance, at 0 and 1.
        let below = probability(Double(bitPattern: low))
        return below <= level && probability(found) >= level ? found : .nan
    }
}
