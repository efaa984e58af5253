/// Room for one of each of a pair's numbers, without a detour through the heap.
public typealias PairTable<Value> = InlineArray<19, Value>

/// The numbers of a service in a market, those of its adoption among them.
public enum PairParameter: Int, ParameterTable {
    case directUsers, circumventingUsers, waitingUsers, leftUsers
    case innovation, imitation, ceilingShare, shape
    case churn, circumventionShare, circumventionShareMax, learning, fatigue, returning, toolDrop, givingUp, reconsidering
    case awarenessDays, trustDays

    /// The stocks at start.
    public static let stocks: [PairParameter] = [.directUsers, .circumventingUsers, .waitingUsers, .leftUsers]
    /// What stands under `adoption`.
    public static let adoption: [PairParameter] = [.innovation, .imitation, .ceilingShare, .shape]
    /// What users do when the service is shut, and else.
    public static let habits = allCases.filter { !stocks.contains($0) && !adoption.contains($0) }

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .directUsers:
            Parameter(
                "direct_users", .nonNegative, .required, in: "people", "number of active users at start who reach the service directly")
        case .circumventingUsers:
            Parameter(
                "circumventing_users", .nonNegative, .value(0), in: "people", "active users at start who use a VPN, proxy or bridge")
        case .waitingUsers:
            Parameter("waiting_users", .nonNegative, .value(0), in: "people", "people at start who aren't active but would come back")
        case .leftUsers: Parameter("left_users", .nonNegative, .value(0), in: "people", "people at start who have settled elsewhere")
        case .innovation:
            Parameter(
                "innovation_per_year", symbol: "p", .nonNegative, .value(0), in: "1/year", "rate of innovation p, growth without them",
                .yearly)
        case .imitation:
            Parameter(
                "imitation_per_year", symbol: "q", .nonNegative, .required, in: "1/year",
                "rate of imitation q, growth through those who use the service", .yearly)
        case .ceilingShare:
            Parameter(
                "ceiling_share", .share, .required, in: "share", "largest share of the online population that the service can have")
        case .shape: Parameter("shape", symbol: "ν", .positive, .required, in: "1", "shape ν of the Richards curve")
        case .churn: Parameter("churn_per_year", .nonNegative, .value(0), in: "1/year", "rate of ordinary leaving", .yearly)
        case .circumventionShare:
            Parameter("circumvention_share", .share, .value(0), in: "share", "share of shut-out people who turn to a tool")
        case .circumventionShareMax:
            Parameter(
                "circumvention_share_max", .share, .sameAs("circumvention_share"), in: "share",
                "same share where all others circumvent; below `circumvention_share` it counts as equal")
        case .learning: .lifetime("learning_days", "mean time until a waiting person learns to circumvent")
        case .fatigue: .lifetime("fatigue_days", "mean time until a circumventing user tires of it")
        case .returning:
            Parameter(
                "return_days", .positive, .value(14, source: "judgement"), in: "days",
                "mean time until a waiting person returns to an open service", .meanTime)
        case .toolDrop: .lifetime("tool_drop_days", "mean time until a tool is put away where the service is open")
        case .givingUp: .lifetime("give_up_days", "mean time until a waiting person settles elsewhere")
        case .reconsidering: .lifetime("reconsider_days", "mean time until someone who left may join again")
        case .awarenessDays:
            Parameter("awareness_days", .positive, .value(30, source: "judgement"), in: "days", "decay time of awareness")
        case .trustDays:
            Parameter("trust_days", .positive, .value(60, source: "judgement"), in: "days", "time constant of quitting over lost trust")
        }
    }

    /// The only curve that it goes with; nil where any does.
    var curve: AdoptionCurve? {
        switch self {
        case .innovation: .bass
        case .shape: .richards
        default: nil
        }
    }
}
