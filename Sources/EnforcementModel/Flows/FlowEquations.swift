public import Numerics

/// The equations of one member, as GSL's integrator takes them.
public final class FlowEquations: DynamicalSystem {
    private var flows: Flows<Double>
    private var instants: [Flows<Double>.PairInstant]
    /// The number of components of the state.
    public let dimension: Int
    private let absoluteTolerance: Double
    private let messages: [Double]

    /// The equations of one member, for an integrator that solves one at a time.
    public init(_ member: MemberDynamics) {
        flows = Flows([member.model])
        instants = .init(repeating: .init(), count: flows.layout.pairs)
        dimension = flows.layout.dimension
        absoluteTolerance = member.absoluteTolerance
        messages = member.model.messagesPerUserPerDay
    }

    /// Makes the equations those that hold for the member from `time` on.
    public func load(_ member: MemberDynamics, at time: Double) { flows.load(lane: 0, member, at: time) }

    /// The rates of change of every component; see docs/model.md, section 7.
    public func derivatives(at time: Double, of state: Span<Double>, into rates: inout MutableSpan<Double>) {
        flows.derivatives(at: time, of: state, into: &rates, seeing: &instants)
    }

    /// What holds for each pair at `time` in `state`.
    public func figures(at time: Double, _ state: Span<Double>) -> [PairFigures<Double>] {
        flows.look(at: time, of: state, into: &instants)
        return messages.indices.map {
            flows.figures(of: $0, at: time, state, instants, messages: messages[$0], tolerance: absoluteTolerance)
        }
    }
}

/// The equations of eight members, as the lockstep integrator takes them.
public final class LockstepFlowEquations: LockstepSystem {
    // Only the methods here use these, one at a time: a check at each use would take as long as some of them.
    @exclusivity(unchecked) private var flows: Flows<SIMD8<Double>>
    @exclusivity(unchecked) private var instants: [Flows<SIMD8<Double>>.PairInstant]
    /// The number of components of a member's state.
    public let dimension: Int
    private let absoluteTolerance: Double
    private let messages: [SIMD8<Double>]

    /// - Parameter members: eight.
    public init(_ members: [MemberDynamics]) {
        precondition(members.count == SIMD8<Double>.scalarCount)
        unsafe flows = Flows(members.map(\.model))
        unsafe instants = .init(repeating: .init(), count: flows.layout.pairs)
        dimension = unsafe flows.layout.dimension
        absoluteTolerance = members[0].absoluteTolerance
        messages = members[0].model.messagesPerUserPerDay.indices.map { pair in
            SIMD8(lanes: members.map { $0.model.messagesPerUserPerDay[pair] })
        }
    }

    /// Makes the equations of a lane those that hold for its member from `time` on.
    public func load(lane: Int, _ member: MemberDynamics, at time: Double) { unsafe flows.load(lane: lane, member, at: time) }

    /// The rates of change of every component, lane by lane; see docs/model.md, section 7.
    public func derivatives(at time: Double, of state: Span<SIMD8<Double>>, into rates: inout MutableSpan<SIMD8<Double>>) {
        unsafe flows.derivatives(at: time, of: state, into: &rates, seeing: &instants)
    }

    /// Evaluates the flows as enforced, for `figures(of:at:_:)` to tell what holds there.
    public func evaluate(at time: Double, _ state: Span<SIMD8<Double>>) {
        unsafe flows.look(at: time, of: state, into: &instants)
    }

    /// What holds for a pair at the time and state of the last evaluation.
    public func figures(of pair: Int, at time: Double, _ state: Span<SIMD8<Double>>) -> PairFigures<SIMD8<Double>> {
        unsafe flows.figures(of: pair, at: time, state, instants, messages: messages[pair], tolerance: absoluteTolerance)
    }

    /// A as results show it, of direct users and those circumventing behind the block and in the open.
    public func activeUsers(direct: SIMD8<Double>, blocked: SIMD8<Double>, open: SIMD8<Double>) -> SIMD8<Double> {
        direct.zeroedFromBelow(by: absoluteTolerance) + (blocked + open).zeroedFromBelow(by: absoluteTolerance)
    }
}
