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
        case .directUsers: .people("direct_users", "number of active users at start who reach the service directly", .required)
        case .circumventingUsers: .people("circumventing_users", "active users at start who use a VPN, proxy or bridge")
        case .waitingUsers: .people("waiting_users", "people at start who aren't active but would come back")
        case .leftUsers: .people("left_users", "people at start who have settled elsewhere")
        case .innovation: .yearly("innovation_per_year", "rate of innovation p, growth without them", symbol: "p")
        case .imitation:
            .yearly("imitation_per_year", "rate of imitation q, growth through those who use the service", .required, symbol: "q")
        case .ceilingShare: .share("ceiling_share", "largest share of the online population that the service can have", .required)
        case .shape: Parameter("shape", .positive, .required, in: "1", "shape ν of the Richards curve", symbol: "ν")
        case .churn: .yearly("churn_per_year", "rate of ordinary leaving")
        case .circumventionShare: .share("circumvention_share", "share of shut-out people who turn to a tool")
        case .circumventionShareMax:
            .share(
                "circumvention_share_max", "same share where all others circumvent; below `circumvention_share` it counts as equal",
                .sameAs("circumvention_share"))
        case .learning: .meanTime("learning_days", "mean time until a waiting person learns to circumvent")
        case .fatigue: .meanTime("fatigue_days", "mean time until a circumventing user tires of it")
        case .returning:
            .meanTime("return_days", "mean time until a waiting person returns to an open service", .value(14, source: "judgement"))
        case .toolDrop: .meanTime("tool_drop_days", "mean time until a tool is put away where the service is open")
        case .givingUp: .meanTime("give_up_days", "mean time until a waiting person settles elsewhere")
        case .reconsidering: .meanTime("reconsider_days", "mean time until someone who left may join again")
        case .awarenessDays: .timeConstant("awareness_days", "decay time of awareness", 30)
        case .trustDays: .timeConstant("trust_days", "time constant of quitting over lost trust", 60)
        }
    }

    /// Where it stands in the pair's object.
    public var path: String { (Self.adoption.contains(self) ? "adoption." : "") + key }

    /// The only curve that it goes with; nil where any does.
    var curve: AdoptionCurve? {
        switch self {
        case .innovation: .bass
        case .shape: .richards
        default: nil
        }
    }
}
