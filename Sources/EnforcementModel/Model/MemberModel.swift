internal import ScenarioFormat

/// One member's numbers: a scenario with its draws put in.
struct MemberModel {
    let structure: ModelStructure
    let pairs: [PairCoefficients<Double>]
    /// For each pair, those whose lost users it stands in for.
    let sources: [[SubstitutedSource<Double>]]
    let initial: [InitialUsers]
    let populations: [PopulationCurve]
    let steps: [MemberStep]
    let platforms: [PlatformPolicy]
    let layout: StateLayout
    /// m of each pair. Unit: messages per active user and day.
    let messagesPerUserPerDay: [Double]

    init(_ structure: ModelStructure, _ draws: Draws) {
        self.structure = structure
        let (scenario, index) = (structure.scenario, structure.pairs)
        pairs = index.all.map { PairCoefficients(scenario.markets[$0.market].services[$0.place], market: $0.market, draws) }
        var sources = [[SubstitutedSource<Double>]](repeating: [], count: pairs.count)
        for (pair, entry) in index.all.enumerated() {
            for substitute in scenario.markets[entry.market].services[entry.place].substitutes {
                sources[index.pair(entry.market, substitute.service)].append(SubstitutedSource(pair: pair, share: draws[substitute.share]))
            }
        }
        self.sources = sources
        initial = index.all.map { InitialUsers(scenario.markets[$0.market].services[$0.place], draws) }
        populations = scenario.markets.map { PopulationCurve($0.onlinePopulation, start: scenario.start, draws) }
        steps = structure.steps.map { MemberStep($0, structure, draws) }
        platforms = scenario.services.map { PlatformPolicy($0.platform, draws) }
        layout = structure.layout
        messagesPerUserPerDay = index.all.map { draws[scenario.services[$0.service][.messages]] }
    }

    /// The rates of all hazards, by their place among them.
    var hazardFlows: [HazardFlow] { steps.compactMap { $0.hazard?.flow } }

    /// What stands between each pair's users and the service before any step.
    func openBarriers(_ draws: Draws) -> [Barrier] {
        structure.pairs.all.map { entry in
            let service = structure.scenario.markets[entry.market].services[entry.place]
            return Barrier(awarenessDays: draws[service[.awarenessDays]], trustDays: draws[service[.trustDays]])
        }
    }
}
