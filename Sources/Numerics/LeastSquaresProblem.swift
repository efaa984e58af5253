internal import CGSL

/// What GSL's C callbacks point at.
final class LeastSquaresProblem {
    /// Stands for residuals that can't be computed: worse than any, so that the step there is not taken.
    private static let undefined = 1e150

    private let count: Int
    private let evaluate: LeastSquares.Residuals
    private let differentiate: LeastSquares.Jacobian
    private var evaluations = 0
    private(set) var isUndefinedAtStart = false

    init(_ count: Int, _ residuals: @escaping LeastSquares.Residuals, _ jacobian: @escaping LeastSquares.Jacobian) {
        self.count = count
        evaluate = residuals
        differentiate = jacobian
    }

    @unsafe static func residuals(
        _ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?, _ result: UnsafeMutablePointer<gsl_vector>?
    ) -> Int32 {
        guard let point = unsafe point, let context = unsafe context, let result = unsafe result else { return Int32(GSL_EFAULT) }
        let problem = unsafe Unmanaged<LeastSquaresProblem>.fromOpaque(context).takeUnretainedValue()
        let values = problem.defined(problem.evaluate(unsafe array(point)), problem.count)
        if values == nil, problem.evaluations == 0 { problem.isUndefinedAtStart = true }
        problem.evaluations += 1
        for i in 0..<problem.count { unsafe gsl_vector_set(result, i, values?[i] ?? undefined) }
        return Int32(GSL_SUCCESS)
    }

    @unsafe static func jacobian(
        _ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?, _ result: UnsafeMutablePointer<gsl_matrix>?
    ) -> Int32 {
        guard let point = unsafe point, let context = unsafe context, let result = unsafe result else { return Int32(GSL_EFAULT) }
        let problem = unsafe Unmanaged<LeastSquaresProblem>.fromOpaque(context).takeUnretainedValue()
        let columns = unsafe point.pointee.size
        guard let values = problem.defined(problem.differentiate(unsafe array(point)), problem.count * columns) else {
            return Int32(GSL_EBADFUNC)
        }
        for i in values.indices { unsafe gsl_matrix_set(result, i / columns, i % columns, values[i]) }
        return Int32(GSL_SUCCESS)
    }

    private func defined(_ values: [Double]?, _ wanted: Int) -> [Double]? {
        guard let values, values.allSatisfy(\.isFinite) else { return nil }
        precondition(values.count == wanted)
        return values
    }

    @unsafe static func array(_ vector: UnsafePointer<gsl_vector>) -> [Double] {
        let size = unsafe vector.pointee.size
        return (0..<size).map { unsafe gsl_vector_get(vector, $0) }
    }
}
