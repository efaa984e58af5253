/// What sets the pace of a flow of a service in a market: a mean duration in days, or a rate per year.
public struct FlowPace: Sendable {
    /// The flows that have a pace of their own.
    public enum Flow: CaseIterable, Sendable {
        case imitation, innovation, churn, learning, fatigue, returning, toolDrop, givingUp, reconsidering, awareness, trust
    }

    /// Where it stands in the file, from the service's own object: `learning_days`, `adoption.imitation_per_year`.
    public let key: String
    /// Unit: days, or 1/year.
    public let quantity: Quantity
    /// Whether it is a duration.
    public let isDuration: Bool

    /// The pace of a flow.
    public init(_ flow: Flow, _ service: MarketService) {
        let (key, quantity): (NumberKey, Quantity) =
            switch flow {
            case .imitation: (.imitation, service.adoption.imitationPerYear)
            case .innovation: (.innovation, service.adoption.innovationPerYear)
            case .churn: (.churn, service.churnPerYear)
            case .learning: (.learningDays, service.learningDays)
            case .fatigue: (.fatigueDays, service.fatigueDays)
            case .returning: (.returnDays, service.returnDays)
            case .toolDrop: (.toolDropDays, service.toolDropDays)
            case .givingUp: (.giveUpDays, service.giveUpDays)
            case .reconsidering: (.reconsiderDays, service.reconsiderDays)
            case .awareness: (.awarenessDays, service.awarenessDays)
            case .trust: (.trustDays, service.trustDays)
            }
        let isInAdoption = flow == .imitation || flow == .innovation
        self.key = isInAdoption ? "adoption.\(key.name)" : key.name
        self.quantity = quantity
        isDuration = key.unit == "days"
    }
}
