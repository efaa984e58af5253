/// A system of ordinary differential equations y′ = f(t, y).
public protocol DynamicalSystem: AnyObject {
    /// The number of components of the state.
    var dimension: Int { get }

    /// Writes f(t, y) into `rates`; allocates nothing.
    ///
    /// - Parameters:
    ///   - time: t, in the system's unit of time.
    ///   - state: y, `dimension` long.
    ///   - rates: y′, `dimension` long, in units of y per unit of time.
    func derivatives(at time: Double, of state: Span<Double>, into rates: inout MutableSpan<Double>)
}

/// The embedded Runge–Kutta pairs of GSL that the program offers, by GSL's names for them.
public enum IntegrationMethod: String, CaseIterable, Sendable {
    /// Fehlberg 4(5).
    case rkf45
    /// Cash–Karp 4(5).
    case rkck
    /// Prince–Dormand 8(9).
    case rk8pd
}

/// Why an integration could not go on.
public enum IntegrationFailure: Error, Equatable {
    /// A rate of change came out infinite or not a number.
    case nonFinite(time: Double, component: Int)
    /// No step, however small, met the tolerance.
    case stepUnderflow(time: Double)
    /// More steps than the limit were needed.
    case tooManySteps(time: Double, limit: Int)
    /// GSL could not allocate or refused the arguments.
    case library(GSLFailure)
}
