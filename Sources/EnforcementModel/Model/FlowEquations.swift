internal import Glibc
public import Numerics

/// The equations of the model: rates of change of every stock, integral and hazard (DESIGN 2.2–2.6).
public final class FlowEquations: DynamicalSystem {
    let layout: StateLayout
    private let pairs: [PairCoefficients]
    /// One for each of the 2n pairs; the counterfactual ones never change.
    var barriers: [Barrier]
    var populations: [PopulationCurve.Piece]
    /// The hazards under way, by their place in the layout.
    var hazards: [Int: HazardFlow] = [:]
    /// What the last evaluation saw and found for each pair.
    private(set) var instants: [PairInstant]
    /// F of each pair, net outflow towards substitutes. Unit: people per day.
    private var outflows: [Double]

    /// What holds for a pair at an instant, beside its stocks.
    struct PairInstant {
        var forces = Barrier.Forces()
        /// K. Unit: people.
        var ceiling = 0.0
        /// P. Unit: people.
        var potential = 0.0
        /// Newcomers who get in, n (1 − ε + ε ω). Unit: people per day.
        var admitted = 0.0
    }

    public var dimension: Int { layout.dimension }

    init(_ model: MemberModel) {
        layout = model.layout
        pairs = model.pairs + model.pairs.map { $0.shiftedSources(by: model.pairs.count) }
        barriers = pairs.map(Barrier.init)
        populations = model.populations.map { $0.piece(from: 0) }
        instants = .init(repeating: PairInstant(), count: pairs.count)
        outflows = .init(repeating: 0, count: pairs.count)
    }

    public func derivatives(at time: Double, of y: Span<Double>, into dy: inout MutableSpan<Double>) {
        let count = pairs.count
        for i in 0..<count { flows(of: i, at: time, y, &dy) }
        for i in 0..<count { newcomers(of: i, y, &dy) }
        for i in 0..<layout.pairs {
            let active = activeUsers(i, y)
            dy[layout.lost(i)] = activeUsers(i + layout.pairs, y) - active
            dy[layout.used(i)] = active
        }
        for k in 0..<layout.hazards {
            dy[layout.hazard(k)] = hazards[k].map { $0.rate(users: $0.pairs.reduce(0) { $0 + activeUsers($1, y) }) } ?? 0
        }
    }

    private func activeUsers(_ pair: Int, _ y: Span<Double>) -> Double {
        y[layout.index(.direct, pair)] + y[layout.index(.circumventingBlocked, pair)] + y[layout.index(.circumventingOpen, pair)]
    }

    /// Every flow among the stocks of a pair; its newcomers are added by `newcomers(of:_:_:)`.
    private func flows(of i: Int, at time: Double, _ y: Span<Double>, _ dy: inout MutableSpan<Double>) {
        let pair = pairs[i]
        let forces = barriers[i].forces(at: time)
        let (direct, left) = (y[layout.index(.direct, i)], y[layout.index(.left, i)])
        let (c1, c0) = (y[layout.index(.circumventingBlocked, i)], y[layout.index(.circumventingOpen, i)])
        let (w1, w0) = (y[layout.index(.waitingBlocked, i)], y[layout.index(.waitingOpen, i)])

        let ceiling = pair.ceilingShare * populations[pair.market].people(at: time)
        let potential = max(0, ceiling - (direct + c1 + c0 + w1 + w0 + left))
        let turning = turningToTools(pair, forces, circumventing: c1 + c0, all: direct + c1 + c0 + w1 + w0)

        let shutOut = forces.shutOut * direct
        let shutOutToTool = turning * shutOut
        let returned = w0 * pair.returning
        let toolDropped = (pair.toolDrop + pair.fatigue + forces.toolsStop) * c0
        let learned = turning * w1 * pair.learning
        let tired = (pair.fatigue + forces.toolsStop) * c1
        let leaving = forces.lostTrust + pair.churn
        let waitingLeaving = leaving + pair.givingUp

        dy[layout.index(.direct, i)] = returned + toolDropped - shutOut - leaving * direct
        dy[layout.index(.circumventingBlocked, i)] =
            shutOutToTool + forces.shutOut * c0 + learned - tired - (forces.letIn + leaving) * c1
        dy[layout.index(.circumventingOpen, i)] = forces.letIn * c1 - toolDropped - (forces.shutOut + leaving) * c0
        dy[layout.index(.waitingBlocked, i)] =
            shutOut - shutOutToTool + forces.shutOut * w0 + tired - learned - (forces.letIn + waitingLeaving) * w1
        dy[layout.index(.waitingOpen, i)] = forces.letIn * w1 - returned - (forces.shutOut + waitingLeaving) * w0
        dy[layout.index(.left, i)] =
            forces.lostTrust * (direct + c1 + c0 + w1 + w0) + pair.givingUp * (w1 + w0) - pair.reconsidering * left

        let lostToTrust = forces.lostTrust * (direct + c1 + c0)
        outflows[i] = max(0, shutOut - shutOutToTool + tired + lostToTrust - returned - learned)
        instants[i] = PairInstant(forces: forces, ceiling: ceiling, potential: potential)
    }

    /// ω: the share of shut-out people who turn to a tool.
    @inline(__always)
    private func turningToTools(_ pair: PairCoefficients, _ forces: Barrier.Forces, circumventing: Double, all: Double) -> Double {
        let around = all > 0 ? circumventing / all : 0
        return forces.tools * (pair.circumventionShare + pair.circumventionSpan * around)
    }

    /// Adds those who join a pair: by its adoption curve, and as the lost users of the services that it stands in for.
    private func newcomers(of i: Int, _ y: Span<Double>, _ dy: inout MutableSpan<Double>) {
        let pair = pairs[i]
        let instant = instants[i]
        let free = instant.ceiling > 0 ? instant.potential / instant.ceiling : 0
        let direct = y[layout.index(.direct, i)]
        let circumventing = y[layout.index(.circumventingBlocked, i)] + y[layout.index(.circumventingOpen, i)]
        let waiting = y[layout.index(.waitingBlocked, i)] + y[layout.index(.waitingOpen, i)]
        let joining = pair.joining(active: direct + circumventing, ceiling: instant.ceiling, free: free)
        var newcomers = joining * (1 + instant.forces.awareness)
        for source in pair.sources { newcomers += source.share * outflows[source.pair] * free }

        let closure = instant.forces.closure
        let turning = turningToTools(pair, instant.forces, circumventing: circumventing, all: direct + circumventing + waiting)
        let connected = newcomers * (1 - closure)
        let circumvented = newcomers * closure * turning
        dy[layout.index(.direct, i)] += connected
        dy[layout.index(.circumventingBlocked, i)] += circumvented
        instants[i].admitted = connected + circumvented
    }
}

/// A hazard under way: λ (A/R)^η.
struct HazardFlow {
    let pairs: [Int]
    /// λ. Unit: 1/day.
    let perDay: Double
    /// R, in people; nil for a constant hazard.
    let usersReference: Double?
    /// η.
    let usersExponent: Double

    /// Unit: 1/day.
    func rate(users: Double) -> Double {
        guard let usersReference else { return perDay }
        return perDay * pow(max(0, users) / usersReference, usersExponent)
    }
}
