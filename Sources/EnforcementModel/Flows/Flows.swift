internal import ScenarioFormat

/// The equations of the model: rates of change of every stock, integral and hazard (docs/model.md, 7), for one member or several in lockstep.
struct Flows<Value: Lanes>: Sendable {
    let layout: StateLayout
    private let pairs: [PairCoefficients<Value>]
    /// For each pair, those whose lost users it stands in for.
    private let sources: [[SubstitutedSource<Value>]]
    private let hasSubstitutes: Bool
    private var barriers: [BarrierForms<Value>]
    /// For each pair, its shocks of lost trust.
    private var trust: [[RampForm<Value>]]
    private var populations: [PopulationForm<Value>]
    /// One for each hazard of the layout.
    private var hazards: [HazardForm<Value>]

    /// What an evaluation sees and finds for a pair, beside its stocks.
    struct PairInstant: Sendable {
        var forces = BarrierForms<Value>.Forces()
        /// K. Unit: people.
        var ceiling = Value.allZero
        /// P. Unit: people.
        var potential = Value.allZero
        /// ω.
        var turning = Value.allZero
        /// F, net outflow towards substitutes. Unit: people per day.
        var outflow = Value.allZero
        /// Newcomers who get in, n (1 − ε + ε ω). Unit: people per day.
        var admitted = Value.allZero
    }

    /// Rates of change of a pair's stocks. Unit: people per day.
    private struct PairRates {
        var direct: Value
        var circumventingBlocked: Value
        let circumventingOpen: Value
        let waitingBlocked: Value
        let waitingOpen: Value
        let left: Value

        @inline(__always)
        func write(_ pair: Int, _ layout: StateLayout, into dy: inout MutableSpan<Value>) {
            dy[layout.index(.direct, pair)] = direct
            dy[layout.index(.circumventingBlocked, pair)] = circumventingBlocked
            dy[layout.index(.circumventingOpen, pair)] = circumventingOpen
            dy[layout.index(.waitingBlocked, pair)] = waitingBlocked
            dy[layout.index(.waitingOpen, pair)] = waitingOpen
            dy[layout.index(.left, pair)] = left
        }
    }

    /// - Parameter members: one for each lane.
    init(_ members: [MemberModel]) {
        layout = members[0].layout
        let count = layout.pairs
        pairs = (0..<count).map { pair in PairCoefficients<Value>(members.map { $0.pairs[pair] }) }
        sources = (0..<count).map { pair in
            members[0].sources[pair].enumerated().map { s, source in
                SubstitutedSource(pair: source.pair, share: Value(lanes: members.map { $0.sources[pair][s].share }))
            }
        }
        hasSubstitutes = sources.contains { !$0.isEmpty }
        barriers = .init(repeating: BarrierForms(), count: count)
        trust = .init(repeating: [], count: count)
        populations = .init(repeating: PopulationForm(), count: members[0].populations.count)
        hazards = members[0].hazardFlows.map(HazardForm.init)
    }

    /// Makes the equations of a lane those that hold for a member from `time` on.
    mutating func load(lane: Int, _ member: MemberDynamics, at time: Double) {
        for pair in 0..<layout.pairs {
            barriers[pair].load(lane: lane, member.barriers[pair])
            let shocks = member.barriers[pair].trust
            while trust[pair].count < shocks.count { trust[pair].append(RampForm(steady: 0)) }
            let none = Ramp(steady: 0)
            for i in trust[pair].indices { trust[pair][i].load(lane: lane, i < shocks.count ? shocks[i] : none) }
        }
        for market in populations.indices { populations[market].load(lane: lane, member.populationPiece(market, from: time)) }
        for hazard in hazards.indices { hazards[hazard].load(lane: lane, member.runningFlow(hazard)) }
    }

    @inline(__always)
    func onlinePopulation(of pair: Int, at time: Double) -> Value {
        let (pairs, populations) = (pairs.span, populations.span)
        return populations[pairs[pair].market].people(at: time)
    }

    /// What is seen and found for every pair as enforced at a time and state, or the rates of its stocks and integrals.
    ///
    /// Mutating, though nothing changes, as a call on a class's property would copy it otherwise.
    ///
    /// - Parameters:
    ///   - dy: left alone where no rates are wanted.
    ///   - instants: for each pair; where rates are wanted it is room for what these take.
    @inline(__always)
    private mutating func flows(
        at time: Double, of y: Span<Value>, into dy: inout MutableSpan<Value>, seeing instants: inout [PairInstant], wantsRates: Bool
    ) {
        // Through spans, as an array's element would be copied for every call.
        let (pairs, barriers, populations) = (pairs.span, barriers.span, populations.span)
        for i in pairs.indices {
            var forces = barriers[i].forces(at: time)
            for shock in trust[i].indices {
                forces.lostTrust = forces.lostTrust + trust[i][shock].levelAndHazard(at: Value(repeating: time)).hazard
            }
            let ceiling = pairs[i][.ceilingShare] * populations[pairs[i].market].people(at: time)
            var (instant, rates) = Self.flow(i, layout, pairs[i], forces, ceiling: ceiling, y)
            // With newcomers at once where no service stands in for another: what is seen then needn't go through memory.
            if !hasSubstitutes {
                let newcomers = Self.newcomers(i, layout, pairs[i], instant, fromOthers: .allZero, y)
                instant.admitted = newcomers.connected + newcomers.circumventing
                rates.direct = rates.direct + newcomers.connected
                rates.circumventingBlocked = rates.circumventingBlocked + newcomers.circumventing
            }
            if wantsRates {
                rates.write(i, layout, into: &dy)
                let leftAlone = Self.leaveAlone(i, layout, pairs[i], ceiling: ceiling, y, &dy)
                let active = layout.activeUsers(i, y)
                dy[layout.lost(i)] = leftAlone - active
                dy[layout.used(i)] = active
            }
            if hasSubstitutes || !wantsRates { instants[i] = instant }
        }
        guard hasSubstitutes else { return }
        for i in pairs.indices {
            var outflow = Value.allZero
            for source in sources[i] { outflow = outflow + source.share * instants[source.pair].outflow }
            let newcomers = Self.newcomers(i, layout, pairs[i], instants[i], fromOthers: outflow, y)
            instants[i].admitted = newcomers.connected + newcomers.circumventing
            guard wantsRates else { continue }
            let (direct, blocked) = (layout.index(.direct, i), layout.index(.circumventingBlocked, i))
            dy[direct] = dy[direct] + newcomers.connected
            dy[blocked] = dy[blocked] + newcomers.circumventing
        }
    }

    /// What is seen and found for every pair as enforced at a time and state.
    @inline(__always)
    mutating func look(at time: Double, of y: Span<Value>, into instants: inout [PairInstant]) {
        var none = MutableSpan<Value>()
        flows(at: time, of: y, into: &none, seeing: &instants, wantsRates: false)
    }

    /// The rates of change at a time and state.
    ///
    /// - Parameter instants: room for what is found on the way, for each pair.
    @inline(__always)
    mutating func derivatives(
        at time: Double, of y: Span<Value>, into dy: inout MutableSpan<Value>, seeing instants: inout [PairInstant]
    ) {
        flows(at: time, of: y, into: &dy, seeing: &instants, wantsRates: true)
        for k in hazards.indices {
            var users = Value.allZero
            for pair in hazards[k].pairs { users = users + layout.activeUsers(pair, y) }
            dy[layout.hazard(k)] = hazards[k].rate(users: users)
        }
    }

    /// Every flow among the stocks of a pair but its newcomers.
    @inline(__always)
    private static func flow(
        _ i: Int, _ layout: StateLayout, _ pair: borrowing PairCoefficients<Value>, _ forces: BarrierForms<Value>.Forces, ceiling: Value,
        _ y: Span<Value>
    ) -> (PairInstant, PairRates) {
        let (direct, left) = (y[layout.index(.direct, i)], y[layout.index(.left, i)])
        let (c1, c0) = (y[layout.index(.circumventingBlocked, i)], y[layout.index(.circumventingOpen, i)])
        let (w1, w0) = (y[layout.index(.waitingBlocked, i)], y[layout.index(.waitingOpen, i)])
        let circumventing = c1 + c0
        let all = direct + circumventing + w1 + w0

        // ω: the share of shut-out people who turn to a tool.
        let turning = forces.tools * (pair[.circumventionShare] + pair.circumventionSpan * circumventing.share(of: all))

        let shutOut = forces.shutOut * direct
        let shutOutToTool = turning * shutOut
        let returned = w0 * pair[.returning]
        let toolDropped = (pair[.toolDrop] + pair[.fatigue] + forces.toolsStop) * c0
        let learned = turning * w1 * pair[.learning]
        let tired = (pair[.fatigue] + forces.toolsStop) * c1
        let leaving = forces.lostTrust + pair[.churn]
        let waitingLeaving = leaving + pair[.givingUp]

        let rates = PairRates(
            direct: returned + toolDropped - shutOut - leaving * direct,
            circumventingBlocked: shutOutToTool + forces.shutOut * c0 + learned - tired - (forces.letIn + leaving) * c1,
            circumventingOpen: forces.letIn * c1 - toolDropped - (forces.shutOut + leaving) * c0,
            waitingBlocked: shutOut - shutOutToTool + forces.shutOut * w0 + tired - learned - (forces.letIn + waitingLeaving) * w1,
            waitingOpen: forces.letIn * w1 - returned - (forces.shutOut + waitingLeaving) * w0,
            left: forces.lostTrust * all + pair[.givingUp] * (w1 + w0) - pair[.reconsidering] * left)

        let lostToTrust = forces.lostTrust * (direct + circumventing)
        // A stock that rounding leaves just below zero sends nobody to a substitute.
        let outflow = (shutOut - shutOutToTool + tired + lostToTrust - returned.atLeastZero - learned).atLeastZero
        let potential = (ceiling - (all + left)).atLeastZero
        return (PairInstant(forces: forces, ceiling: ceiling, potential: potential, turning: turning, outflow: outflow), rates)
    }

    /// Every flow of a pair's counterfactual: those above, of which most are nothing where no step shuts anyone out.
    ///
    /// Sums are in the same order, so that both are the same to the last bit until a step is taken.
    ///
    /// - Returns: its active users.
    @inline(__always)
    private static func leaveAlone(
        _ i: Int, _ layout: StateLayout, _ pair: borrowing PairCoefficients<Value>, ceiling: Value, _ y: Span<Value>,
        _ dy: inout MutableSpan<Value>
    ) -> Value {
        let (direct, left) = (y[layout.index(counterfactual: .direct, i)], y[layout.index(counterfactual: .left, i)])
        let hasOthers = layout.someStartShutOut
        let circumventing = hasOthers ? y[layout.index(counterfactual: .circumventing, i)] : .allZero
        let waiting = hasOthers ? y[layout.index(counterfactual: .waiting, i)] : .allZero
        let active = direct + circumventing

        let returned = waiting * pair[.returning]
        let toolDropped = (pair[.toolDrop] + pair[.fatigue]) * circumventing
        let free = (ceiling - (active + waiting + left)).atLeastZero.share(of: ceiling)
        let joining = pair.joining(active: active, ceiling: ceiling, free: free)

        dy[layout.index(counterfactual: .direct, i)] = returned + toolDropped - pair[.churn] * direct + joining
        dy[layout.index(counterfactual: .left, i)] = pair[.givingUp] * waiting - pair[.reconsidering] * left
        if hasOthers {
            dy[layout.index(counterfactual: .circumventing, i)] = -toolDropped - pair[.churn] * circumventing
            dy[layout.index(counterfactual: .waiting, i)] = -returned - (pair[.churn] + pair[.givingUp]) * waiting
        }
        return active
    }

    /// Those who join a pair, by its adoption curve and as the lost users of the services that it stands in for, and get in.
    ///
    /// - Parameter outflow: Σ θ F of those services. Unit: people per day.
    /// - Returns: those who connect directly and those who use a tool. Unit: people per day.
    @inline(__always)
    private static func newcomers(
        _ i: Int, _ layout: StateLayout, _ pair: borrowing PairCoefficients<Value>, _ instant: PairInstant, fromOthers outflow: Value,
        _ y: Span<Value>
    ) -> (connected: Value, circumventing: Value) {
        let free = instant.potential.share(of: instant.ceiling)
        let joining = pair.joining(active: layout.activeUsers(i, y), ceiling: instant.ceiling, free: free)
        let all = joining * (Value.allOne + instant.forces.awareness) + outflow * free
        return (all * (Value.allOne - instant.forces.closure), all * instant.forces.closure * instant.turning)
    }
}

extension StateLayout {
    /// A of a pair.
    @inline(__always)
    fileprivate func activeUsers<Value: Lanes>(_ pair: Int, _ y: Span<Value>) -> Value {
        y[index(.direct, pair)] + y[index(.circumventingBlocked, pair)] + y[index(.circumventingOpen, pair)]
    }
}
