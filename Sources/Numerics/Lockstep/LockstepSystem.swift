/// A system of ordinary differential equations y′ = f(t, y), solved for eight members at once: one in each lane.
///
/// All lanes share the time; their states, parameters and equations are their own.
public protocol LockstepSystem: AnyObject {
    /// The number of components of a member's state.
    var dimension: Int { get }

    /// Writes f(t, y) into `rates`; allocates nothing, and no lane depends on another.
    ///
    /// - Parameters:
    ///   - time: t, in the system's unit of time.
    ///   - state: y, `dimension` long.
    ///   - rates: y′, `dimension` long, in units of y per unit of time.
    func derivatives(at time: Double, of state: Span<SIMD8<Double>>, into rates: inout MutableSpan<SIMD8<Double>>)
}

/// The integration of a member, in one lane of the pack, that could not go on.
public struct LockstepFailure: Error, Equatable {
    /// The member that failed, by its place in the pack.
    public let lane: Int
    /// What went wrong.
    public let cause: IntegrationFailure
}
