internal import ScenarioFormat

/// One member's numbers: a scenario with its draws put in.
struct MemberModel {
    let pairs: [PairCoefficients]
    let populations: [PopulationCurve]
    let steps: [TimedStep]
    let platforms: [PlatformPolicy]
    let layout: StateLayout
    /// Pairs by market, in file order.
    let pairsOfMarket: [[Int]]

    init(_ scenario: Scenario, _ draws: Draws) {
        let index = PairIndex(scenario)
        var pairs = index.all.map { PairCoefficients(scenario.markets[$0.market].services[$0.place], market: $0.market, draws) }
        for (pair, entry) in index.all.enumerated() {
            for substitute in scenario.markets[entry.market].services[entry.place].substitutes {
                pairs[index.pair(entry.market, substitute.service)].sources.append((pair, draws[substitute.share]))
            }
        }
        self.pairs = pairs
        populations = scenario.markets.map { PopulationCurve($0.onlinePopulation, start: scenario.start, draws) }
        steps = TimedStep.all(of: scenario, index, draws)
        platforms = scenario.services.map { PlatformPolicy($0.platform, draws) }
        layout = StateLayout(pairs: pairs.count, hazards: steps.count { if case .hazard = $0.trigger { true } else { false } })
        pairsOfMarket = index.pairsOfMarket
    }
}
