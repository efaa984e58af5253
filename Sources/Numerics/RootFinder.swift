internal import CGSL

/// Roots of a function of one variable, by GSL's Brent–Dekker method.
public enum RootFinder {
    /// More iterations than this would be a defect: bisection alone needs fewer.
    private static let iterationLimit = 200

    private final class Box {
        let function: (Double) -> Double
        init(_ function: @escaping (Double) -> Double) { self.function = function }
    }

    /// The root between two points at which the function has different signs, or is zero.
    ///
    /// - Parameters:
    ///   - lower: one of the points.
    ///   - upper: the other, larger one.
    ///   - tolerance: how far from the root the result may lie, in units of the argument.
    ///   - function: what is to be zero.
    /// - Throws: GSL's status where the points don't bracket a root.
    public static func root(from lower: Double, to upper: Double, tolerance: Double, of function: (Double) -> Double) throws(GSLFailure)
        -> Double
    {
        silenceGSLErrorHandler()
        if function(lower) == 0 { return lower }
        if function(upper) == 0 { return upper }
        guard let solver = unsafe gsl_root_fsolver_alloc(weir_root_brent()) else { throw GSLFailure(Int32(GSL_ENOMEM)) }
        defer { unsafe gsl_root_fsolver_free(solver) }
        let result: Result<Double, GSLFailure> = withoutActuallyEscaping(function) { function in
            let box = Box(function)
            return withExtendedLifetime(box) {
                var target = unsafe gsl_function(
                    function: { x, context in
                        guard let context = unsafe context else { return .nan }
                        return unsafe Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().function(x)
                    }, params: Unmanaged.passUnretained(box).toOpaque())
                var status = unsafe gsl_root_fsolver_set(solver, &target, lower, upper)
                var iterations = 0
                while status == Int32(GSL_SUCCESS), iterations < iterationLimit {
                    status = unsafe gsl_root_fsolver_iterate(solver)
                    iterations += 1
                    let width = unsafe gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver)
                    if status == Int32(GSL_SUCCESS), width <= tolerance { return .success(unsafe gsl_root_fsolver_root(solver)) }
                }
                return .failure(GSLFailure(status == Int32(GSL_SUCCESS) ? Int32(GSL_EMAXITER) : status))
            }
        }
        return try result.get()
    }
}
