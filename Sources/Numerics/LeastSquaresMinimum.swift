/// What a search for least squares came to.
public struct LeastSquaresMinimum: Sendable, Equatable {
    /// Why a search ended.
    public enum Stop: String, Sendable {
        /// Steps became as small as asked.
        case smallStep = "small step"
        /// The gradient became as small as asked.
        case smallGradient = "small gradient"
        /// No step, however short, makes the sum of squares smaller.
        case noProgress = "no progress"
        /// Not a minimum: the search was cut short.
        case iterationLimit = "iteration limit"
    }
    /// The estimates.
    public let point: [Double]
    /// At the minimum.
    public let residuals: [Double]
    /// A row a residual and in it a column a parameter, one row after the other.
    public let jacobian: [Double]
    /// Why the search ended.
    public let stop: Stop
    /// How many it took.
    public let iterations: Int

    /// Of the residuals.
    public var sumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }

    /// The ratio of the largest to the least singular value of the Jacobian; infinite where that is singular.
    public var conditionNumber: Double { SingularValues(jacobian, columns: point.count)?.conditionNumber ?? .infinity }

    /// Covariance of the estimates where residuals have variance 1: (JᵀJ)⁻¹; nil where J is singular to rounding.
    public var covariance: [[Double]]? { SingularValues(jacobian, columns: point.count)?.inverseGram }

    /// Standard errors where the residuals' variance is what the fit leaves of them: s² = Σr²/(n − p), for n > p.
    ///
    /// Nil where J is singular to rounding.
    public var standardErrors: [Double]? {
        let variance = sumOfSquares / Double(residuals.count - point.count)
        return covariance.map { covariance in covariance.indices.map { (covariance[$0][$0] * variance).squareRoot() } }
    }
}
