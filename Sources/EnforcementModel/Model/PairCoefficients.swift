internal import ScenarioFormat

/// One member's numbers for a pair; rates per day, durations in days, stocks in people.
struct PairCoefficients {
    let market: Int
    let curve: Adoption.Curve
    /// p and q of the adoption curve.
    let innovation: Double
    let imitation: Double
    /// ν of the Richards curve.
    let shape: Double
    let ceilingShare: Double
    let churn: Double
    let circumventionShare: Double
    /// circumvention_share_max − circumvention_share, 0 or more.
    let circumventionSpan: Double
    let learning: Double
    let fatigue: Double
    let returning: Double
    let toolDrop: Double
    let givingUp: Double
    let reconsidering: Double
    let awarenessDays: Double
    let trustDays: Double
    /// Pairs for whose lost users this one stands in, with their shares θ.
    var sources: [(pair: Int, share: Double)]
    let initialDirect: Double
    let initialCircumventing: Double
    let initialWaiting: Double
    let initialLeft: Double

    init(_ service: MarketService, market: Int, _ draws: Draws) {
        self.market = market
        curve = service.adoption.curve
        innovation = draws[service.adoption.innovationPerYear] / Time.daysPerYear
        imitation = draws[service.adoption.imitationPerYear] / Time.daysPerYear
        shape = draws[service.adoption.shape]
        ceilingShare = draws[service.adoption.ceilingShare]
        churn = draws[service.churnPerYear] / Time.daysPerYear
        circumventionShare = draws[service.circumventionShare]
        circumventionSpan = max(0, draws[service.circumventionShareMax] - circumventionShare)
        learning = 1 / draws[service.learningDays]
        fatigue = 1 / draws[service.fatigueDays]
        returning = 1 / draws[service.returnDays]
        toolDrop = 1 / draws[service.toolDropDays]
        givingUp = 1 / draws[service.giveUpDays]
        reconsidering = 1 / draws[service.reconsiderDays]
        awarenessDays = draws[service.awarenessDays]
        trustDays = draws[service.trustDays]
        sources = []
        initialDirect = draws[service.directUsers]
        initialCircumventing = draws[service.circumventingUsers]
        initialWaiting = draws[service.waitingUsers]
        initialLeft = draws[service.leftUsers]
    }
    /// The same pair with the pairs of its sources counted from `offset`.
    func shiftedSources(by offset: Int) -> PairCoefficients {
        var shifted = self
        shifted.sources = sources.map { ($0.pair + offset, $0.share) }
        return shifted
    }
}
