internal import CGSL

/// Cumulative distribution functions and their inverses, by GSL.
///
/// Every `upper` is the complement Q = 1 − P, exact in the far tail where P rounds to 1.
public enum CDF {
    /// Standard normal distribution.
    public static func normal(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }
    public static func normalUpper(_ x: Double) -> Double { gsl_cdf_ugaussian_Q(x) }
    public static func normalInverse(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }
    public static func normalUpperInverse(_ q: Double) -> Double { gsl_cdf_ugaussian_Qinv(q) }

    /// Gamma distribution with the given shape and scale 1.
    public static func gamma(_ x: Double, shape: Double) -> Double { gsl_cdf_gamma_P(x, shape, 1) }
    public static func gammaUpper(_ x: Double, shape: Double) -> Double { gsl_cdf_gamma_Q(x, shape, 1) }
    public static func gammaInverse(_ p: Double, shape: Double) -> Double { gsl_cdf_gamma_Pinv(p, shape, 1) }
    public static func gammaUpperInverse(_ q: Double, shape: Double) -> Double { gsl_cdf_gamma_Qinv(q, shape, 1) }

    /// Beta distribution on 0–1.
    public static func betaInverse(_ p: Double, alpha: Double, beta: Double) -> Double {
        gsl_cdf_beta_Pinv(p, alpha, beta)
    }

    /// Exponential distribution with mean 1.
    public static func exponential(_ x: Double) -> Double { gsl_cdf_exponential_P(x, 1) }
    public static func exponentialUpper(_ x: Double) -> Double { gsl_cdf_exponential_Q(x, 1) }
    public static func exponentialInverse(_ p: Double) -> Double { gsl_cdf_exponential_Pinv(p, 1) }
    public static func exponentialUpperInverse(_ q: Double) -> Double { gsl_cdf_exponential_Qinv(q, 1) }
}
