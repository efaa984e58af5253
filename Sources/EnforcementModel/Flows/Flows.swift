/// The equations of the model: rates of change of every stock, integral and hazard (docs/model.md, 7), for one member or several in lockstep.
struct Flows<Value: Lanes>: Sendable {
    let layout: StateLayout
    private let pairs: [PairCoefficients<Value>]
    /// One for each of the 2n pairs; the counterfactual ones never change.
    private var barriers: [BarrierForms<Value>]
    private var populations: [PopulationForm<Value>]
    /// One for each hazard of the layout.
    private var hazards: [HazardForm<Value>]
    /// What the last evaluation saw and found for each pair.
    private(set) var instants: [PairInstant]
    /// F of each pair, net outflow towards substitutes. Unit: people per day.
    private var outflows: [Value]

    /// What holds for a pair at an instant, beside its stocks.
    struct PairInstant: Sendable {
        var forces = BarrierForms<Value>.Forces()
        /// K. Unit: people.
        var ceiling = Value.allZero
        /// P. Unit: people.
        var potential = Value.allZero
        /// ω.
        var turning = Value.allZero
        /// Newcomers who get in, n (1 − ε + ε ω). Unit: people per day.
        var admitted = Value.allZero
    }

    /// - Parameter members: one for each lane.
    init(_ members: [MemberModel]) {
        layout = members[0].layout
        let count = layout.pairs
        let own = (0..<count).map { pair in PairCoefficients<Value>(members.map { $0.pairs[pair] }) }
        pairs = own + own.map { $0.shiftedSources(by: count) }
        barriers = .init(repeating: BarrierForms(), count: 2 * count)
        populations = .init(repeating: PopulationForm(), count: members[0].populations.count)
        hazards = members[0].hazardFlows.map(HazardForm.init)
        instants = .init(repeating: PairInstant(), count: 2 * count)
        outflows = .init(repeating: .allZero, count: 2 * count)
    }

    /// Makes the equations of a lane those that hold for a member from `time` on.
    mutating func load(lane: Int, _ member: MemberDynamics, at time: Double) {
        for pair in 0..<layout.pairs { barriers[pair].load(lane: lane, member.barriers[pair]) }
        for market in populations.indices { populations[market].load(lane: lane, member.populationPiece(market, from: time)) }
        for hazard in hazards.indices { hazards[hazard].load(lane: lane, member.runningFlow(hazard)) }
    }

    @inline(__always)
    func onlinePopulation(of pair: Int, at time: Double) -> Value { populations[pairs[pair].market].people(at: time) }

    @inline(__always)
    mutating func derivatives(at time: Double, of y: Span<Value>, into dy: inout MutableSpan<Value>) {
        for i in 0..<layout.doubled { flows(of: i, at: time, y, &dy) }
        for i in 0..<layout.doubled { newcomers(of: i, y, &dy) }
        for i in 0..<layout.pairs {
            let active = activeUsers(i, y)
            dy[layout.lost(i)] = activeUsers(i + layout.pairs, y) - active
            dy[layout.used(i)] = active
        }
        for k in hazards.indices {
            var users = Value.allZero
            for pair in hazards[k].pairs { users = users + activeUsers(pair, y) }
            dy[layout.hazard(k)] = hazards[k].rate(users: users)
        }
    }

    @inline(__always)
    private func activeUsers(_ pair: Int, _ y: Span<Value>) -> Value {
        y[layout.index(.direct, pair)] + y[layout.index(.circumventingBlocked, pair)] + y[layout.index(.circumventingOpen, pair)]
    }

    /// Every flow among the stocks of a pair; its newcomers are added by `newcomers(of:_:_:)`.
    @inline(__always)
    private mutating func flows(of i: Int, at time: Double, _ y: Span<Value>, _ dy: inout MutableSpan<Value>) {
        let forces = barriers[i].forces(at: time)
        let (direct, left) = (y[layout.index(.direct, i)], y[layout.index(.left, i)])
        let (c1, c0) = (y[layout.index(.circumventingBlocked, i)], y[layout.index(.circumventingOpen, i)])
        let (w1, w0) = (y[layout.index(.waitingBlocked, i)], y[layout.index(.waitingOpen, i)])
        let circumventing = c1 + c0
        let all = direct + circumventing + w1 + w0

        let ceiling = pairs[i].ceilingShare * onlinePopulation(of: i, at: time)
        let potential = (ceiling - (all + left)).atLeastZero
        // ω: the share of shut-out people who turn to a tool.
        let turning =
            forces.tools * (pairs[i].circumventionShare + pairs[i].circumventionSpan * circumventing.share(of: all))

        let shutOut = forces.shutOut * direct
        let shutOutToTool = turning * shutOut
        let returned = w0 * pairs[i].returning
        let toolDropped = (pairs[i].toolDrop + pairs[i].fatigue + forces.toolsStop) * c0
        let learned = turning * w1 * pairs[i].learning
        let tired = (pairs[i].fatigue + forces.toolsStop) * c1
        let leaving = forces.lostTrust + pairs[i].churn
        let waitingLeaving = leaving + pairs[i].givingUp

        dy[layout.index(.direct, i)] = returned + toolDropped - shutOut - leaving * direct
        dy[layout.index(.circumventingBlocked, i)] =
            shutOutToTool + forces.shutOut * c0 + learned - tired - (forces.letIn + leaving) * c1
        dy[layout.index(.circumventingOpen, i)] = forces.letIn * c1 - toolDropped - (forces.shutOut + leaving) * c0
        dy[layout.index(.waitingBlocked, i)] =
            shutOut - shutOutToTool + forces.shutOut * w0 + tired - learned - (forces.letIn + waitingLeaving) * w1
        dy[layout.index(.waitingOpen, i)] = forces.letIn * w1 - returned - (forces.shutOut + waitingLeaving) * w0
        dy[layout.index(.left, i)] =
            forces.lostTrust * all + pairs[i].givingUp * (w1 + w0) - pairs[i].reconsidering * left

        let lostToTrust = forces.lostTrust * (direct + circumventing)
        outflows[i] = (shutOut - shutOutToTool + tired + lostToTrust - returned - learned).atLeastZero
        instants[i] = PairInstant(forces: forces, ceiling: ceiling, potential: potential, turning: turning)
    }

    /// Adds those who join a pair: by its adoption curve, and as the lost users of the services that it stands in for.
    @inline(__always)
    private mutating func newcomers(of i: Int, _ y: Span<Value>, _ dy: inout MutableSpan<Value>) {
        let ceiling = instants[i].ceiling
        let free = instants[i].potential.share(of: ceiling)
        let joining = pairs[i].joining(active: activeUsers(i, y), ceiling: ceiling, free: free)
        var newcomers = joining * (Value.allOne + instants[i].forces.awareness)
        for source in pairs[i].sources { newcomers = newcomers + source.share * outflows[source.pair] * free }

        let closure = instants[i].forces.closure
        let connected = newcomers * (Value.allOne - closure)
        let circumvented = newcomers * closure * instants[i].turning
        let (direct, blocked) = (layout.index(.direct, i), layout.index(.circumventingBlocked, i))
        dy[direct] = dy[direct] + connected
        dy[blocked] = dy[blocked] + circumvented
        instants[i].admitted = connected + circumvented
    }
}
