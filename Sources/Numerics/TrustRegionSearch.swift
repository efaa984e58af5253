internal import CGSL

/// GSL's workspace of one search for least squares.
@safe final class TrustRegionSearch {
    private let problem: LeastSquaresProblem
    private let settings: LeastSquares
    private let workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>
    private let system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>
    private let parameters: Int

    init(_ settings: LeastSquares, from start: [Double], count: Int, _ problem: LeastSquaresProblem) throws(LeastSquaresFailure) {
        self.problem = problem
        self.settings = settings
        parameters = start.count
        var options = unsafe gsl_multifit_nlinear_default_parameters()
        unsafe options.trs =
            switch settings.method {
            case .lm: unsafe weir_trs_lm()
            case .lmaccel: unsafe weir_trs_lmaccel()
            case .dogleg: unsafe weir_trs_dogleg()
            case .ddogleg: unsafe weir_trs_ddogleg()
            case .subspace2D: unsafe weir_trs_subspace2D()
            }
        guard let workspace = unsafe gsl_multifit_nlinear_alloc(weir_trust_region(), &options, count, start.count) else {
            throw .library(GSLFailure(Int32(GSL_ENOMEM)))
        }
        unsafe self.workspace = workspace
        unsafe system = .allocate(capacity: 1)
        unsafe system.initialize(
            to: gsl_multifit_nlinear_fdf(
                f: { unsafe LeastSquaresProblem.residuals($0, $1, $2) },
                df: { unsafe LeastSquaresProblem.jacobian($0, $1, $2) }, fvv: nil, n: count, p: start.count,
                params: Unmanaged.passUnretained(problem).toOpaque(), nevalf: 0, nevaldf: 0, nevalfvv: 0))
        var start = start
        let status = unsafe start.withUnsafeMutableBufferPointer { values in
            var view = unsafe gsl_vector_view_array(values.baseAddress, values.count)
            return unsafe gsl_multifit_nlinear_init(&view.vector, system, workspace)
        }
        if problem.isUndefinedAtStart { throw .undefined(at: start) }
        if status != Int32(GSL_SUCCESS) { throw failure(status) }
    }

    deinit {
        unsafe gsl_multifit_nlinear_free(workspace)
        unsafe system.deallocate()
    }

    /// Iterates until a tolerance is met.
    func run(limit: Int) throws(LeastSquaresFailure) -> LeastSquaresMinimum.Stop {
        var reason: Int32 = 0
        while iterations < limit {
            let status = unsafe gsl_multifit_nlinear_iterate(workspace)
            if status == Int32(GSL_ENOPROG) { return .noProgress }
            if status != Int32(GSL_SUCCESS) { throw failure(status) }
            let test = unsafe gsl_multifit_nlinear_test(settings.stepTolerance, settings.gradientTolerance, 0, &reason, workspace)
            if test == Int32(GSL_SUCCESS) { return reason == 1 ? .smallStep : .smallGradient }
        }
        return .iterationLimit
    }

    var iterations: Int { unsafe gsl_multifit_nlinear_niter(workspace) }
    var point: [Double] { unsafe Self.values(gsl_multifit_nlinear_position(workspace)) }
    var residuals: [Double] { unsafe Self.values(gsl_multifit_nlinear_residual(workspace)) }

    var jacobian: [Double] {
        guard let matrix = unsafe gsl_multifit_nlinear_jac(workspace) else { return [] }
        let rows = unsafe matrix.pointee.size1
        return (0..<rows).flatMap { row in (0..<parameters).map { unsafe gsl_matrix_get(matrix, row, $0) } }
    }

    @unsafe private static func values(_ vector: UnsafeMutablePointer<gsl_vector>?) -> [Double] {
        guard let vector = unsafe vector else { return [] }
        return unsafe LeastSquaresProblem.array(vector)
    }

    private func failure(_ status: Int32) -> LeastSquaresFailure {
        status == Int32(GSL_EBADFUNC) ? .undefined(at: point) : .library(GSLFailure(status))
    }
}
