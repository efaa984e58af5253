internal import CGSL

/// Nonlinear least squares by GSL's trust-region methods: the parameters at which the sum of squared residuals is least.
public struct LeastSquares: Sendable {
    /// How a step is found within the region in which the linearised problem is trusted.
    public enum Method: String, CaseIterable, Sendable {
        /// Levenberg–Marquardt.
        case lm
        /// Levenberg–Marquardt with geodesic acceleration (Transtrum and Sethna 2012).
        case lmaccel
        case dogleg
        /// Double dogleg.
        case ddogleg
        /// The best step in the plane of the gradient and the Gauss–Newton step.
        case subspace2D
    }

    /// Residuals at a point, all of them; nil where they can't be computed, which a step then avoids.
    public typealias Residuals = (_ point: [Double]) -> [Double]?
    /// Derivatives of the residuals, a row a residual and in it a column a parameter, one row after the other.
    public typealias Jacobian = (_ point: [Double]) -> [Double]?

    /// How steps are chosen.
    public var method: Method
    /// Ends the search once steps are this small, relative to the parameters.
    public var stepTolerance: Double
    /// Ends the search once the gradient, scaled by the parameters, is this small beside the sum of squares, or 1 where that is less.
    public var gradientTolerance: Double
    /// After how many iterations a search ends unfinished.
    public var iterationLimit: Int
    /// Steps of the central differences that stand in for a Jacobian.
    public var differences: CentralDifferences

    /// Unless told otherwise `lm`, both tolerances 1e-10, at most 200 iterations. Nothing is checked.
    public init(
        method: Method = .lm, stepTolerance: Double = 1e-10, gradientTolerance: Double = 1e-10, iterationLimit: Int = 200,
        differences: CentralDifferences = CentralDifferences()
    ) {
        self.method = method
        self.stepTolerance = stepTolerance
        self.gradientTolerance = gradientTolerance
        self.iterationLimit = iterationLimit
        self.differences = differences
    }

    /// Searches from `start`.
    ///
    /// - Parameters:
    ///   - start: the parameters to begin with.
    ///   - count: the number of residuals, no less than that of parameters.
    ///   - jacobian: central differences where nil.
    ///   - residuals: what is to be small, at given parameters.
    /// - Throws: `LeastSquaresFailure`.
    public func minimum(from start: [Double], count: Int, jacobian: Jacobian? = nil, residuals: @escaping Residuals)
        throws(LeastSquaresFailure) -> LeastSquaresMinimum
    {
        guard count >= start.count, !start.isEmpty else { throw .tooFewResiduals(count: count, parameters: start.count) }
        silenceGSLErrorHandler()
        let jacobian = jacobian ?? { [differences] in differences.jacobian(of: residuals, at: $0, count: count) }
        let search = try TrustRegionSearch(self, from: start, count: count, LeastSquaresProblem(count, residuals, jacobian))
        let stop = try search.run(limit: iterationLimit)
        return LeastSquaresMinimum(
            point: search.point, residuals: search.residuals, jacobian: search.jacobian, stop: stop, iterations: search.iterations)
    }
}

/// Why there is no minimum.
public enum LeastSquaresFailure: Error, Equatable, CustomStringConvertible {
    case tooFewResiduals(count: Int, parameters: Int)
    /// The residuals, or their derivatives, can't be computed at the start or where the search came to.
    case undefined(at: [Double])
    case library(GSLFailure)

    /// What failed, and what to do where that is known; without a full stop.
    public var description: String {
        switch self {
        case .tooFewResiduals(let count, let parameters): "\(parameters) parameters can't be fitted to \(count) residuals; free fewer"
        case .undefined(let point):
            "the residuals or their derivatives can't be computed at "
                + point.map(ShortestDecimal.text).joined(separator: ", ") + "; start elsewhere"
        case .library(let failure): "GSL: \(failure.reason); start elsewhere, or take another method"
        }
    }
}
