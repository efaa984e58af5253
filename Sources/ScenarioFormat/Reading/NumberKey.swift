/// A key whose value is a number, possibly uncertain: its range, default and meaning.
struct NumberKey {
    enum Fallback: Equatable {
        /// The key must be there.
        case required
        case value(Double)
    }
    let name: String
    let range: NumberRange
    let fallback: Fallback
    /// Whether the text "never" may stand for an infinite duration.
    let allowsNever: Bool
    let unit: String
    /// What the number is, in words that follow "the".
    let about: String

    init(_ name: String, _ range: NumberRange, _ fallback: Fallback, orNever: Bool = false, in unit: String, _ about: String) {
        self.name = name
        self.range = range
        self.fallback = fallback
        allowsNever = orNever
        self.unit = unit
        self.about = about
    }

    private static func lifetime(_ name: String, _ about: String) -> NumberKey {
        NumberKey(name, .positive, .value(.infinity), orNever: true, in: "days", about)
    }

    // MARK: services
    static let messages = NumberKey(
        "messages_per_user_per_day", .nonNegative, .value(0), in: "messages a day", "messages that an active user sends a day")
    static let contentBytes = NumberKey(
        "content_bytes_per_message", .nonNegative, .value(0), in: "bytes", "stored bytes of content of a message")
    static let metadataBytes = NumberKey(
        "metadata_bytes_per_message", .nonNegative, .value(0), in: "bytes", "stored bytes of metadata of a message")
    static let revenue = NumberKey(
        "revenue_usd_per_user_year", .nonNegative, .value(0), in: "US dollars a year", "revenue from an active user in a year")

    // MARK: platform
    static let marketsAtRisk = NumberKey(
        "markets_at_risk_at_least", .positiveWhole, .required, in: "markets", "number of markets at risk from which the platform gives in")
    static let usersAtRiskShare = NumberKey(
        "users_at_risk_share_at_least", .share, .required, in: "share", "share of its users at risk from which the platform gives in")
    static let chance = NumberKey("chance", .share, .required, in: "probability", "probability that the platform meets a demand")
    static let answersInDays = NumberKey(
        "answers_in_days", .nonNegative, .value(0), in: "days", "time from a demand to the platform's answer")
    static let platformTrustLoss = NumberKey(
        "trust_loss", .shareBelowOne, .value(0), in: "share", "share of users who quit over the answer")
    static let platformRollout = NumberKey("rollout_days", .rollout, .value(1), in: "days", "time constant of the answer")

    // MARK: markets
    static let onlinePopulation = NumberKey(
        "online_population", .nonNegative, .required, in: "people", "number of people online in the market")
    static let economicValue = NumberKey(
        "economic_value_usd_per_user_day", .nonNegative, .value(0), in: "US dollars a day", "economic value of a day's use by one user")

    // MARK: services in a market
    static let directUsers = NumberKey(
        "direct_users", .nonNegative, .required, in: "people", "number of active users at start who reach the service directly")
    static let circumventingUsers = NumberKey(
        "circumventing_users", .nonNegative, .value(0), in: "people", "active users at start who use a VPN, proxy or bridge")
    static let waitingUsers = NumberKey(
        "waiting_users", .nonNegative, .value(0), in: "people", "people at start who aren't active but would come back")
    static let leftUsers = NumberKey("left_users", .nonNegative, .value(0), in: "people", "people at start who have settled elsewhere")
    static let churn = NumberKey("churn_per_year", .nonNegative, .value(0), in: "1/year", "rate of ordinary leaving")
    static let circumventionShare = NumberKey(
        "circumvention_share", .share, .value(0), in: "share", "share of shut-out people who turn to a tool")
    static let circumventionShareMax = NumberKey(
        "circumvention_share_max", .share, .required, in: "share",
        "same share where all others circumvent; below `circumvention_share` it counts as equal")
    static let learningDays = lifetime("learning_days", "mean time until a waiting person learns to circumvent")
    static let fatigueDays = lifetime("fatigue_days", "mean time until a circumventing user tires of it")
    static let returnDays = NumberKey(
        "return_days", .positive, .value(14), in: "days", "mean time until a waiting person returns to an open service")
    static let toolDropDays = lifetime("tool_drop_days", "mean time until a tool is put away where the service is open")
    static let giveUpDays = lifetime("give_up_days", "mean time until a waiting person settles elsewhere")
    static let reconsiderDays = lifetime("reconsider_days", "mean time until someone who left may join again")
    static let awarenessDays = NumberKey("awareness_days", .positive, .value(30), in: "days", "decay time of awareness")
    static let trustDays = NumberKey("trust_days", .positive, .value(60), in: "days", "time constant of quitting over lost trust")

    // MARK: adoption
    static let imitation = NumberKey(
        "imitation_per_year", .nonNegative, .required, in: "1/year", "rate of imitation q, growth through those who use the service")
    static let innovation = NumberKey(
        "innovation_per_year", .nonNegative, .value(0), in: "1/year", "rate of innovation p, growth without them")
    static let ceilingShare = NumberKey(
        "ceiling_share", .share, .required, in: "share", "largest share of the online population that the service can have")
    static let shape = NumberKey("shape", .positive, .required, in: "1", "shape ν of the Richards curve")

    // MARK: laws
    static let storagePrice = NumberKey(
        "usd_per_tb_month", .nonNegative, .value(0), in: "US dollars", "price of storing a terabyte for a month")

    // MARK: steps
    static let days = NumberKey("days", .nonNegative, .required, in: "days", "delay after the step that `after` names, or after start")
    static let ratePerYear = NumberKey(
        "rate_per_year", .nonNegative, .required, in: "1/year", "hazard rate of the step, from the step that `after` names, or from start")
    static let usersReference = NumberKey(
        "users_reference", .positive, .required, in: "people", "number of active users at which the hazard has its rate")
    static let usersExponent = NumberKey(
        "users_exponent", .nonNegative, .value(1), in: "1", "power of active users, over `users_reference`, in the hazard")
    static let effectiveness = NumberKey("effectiveness", .share, .required, in: "share", "share of direct access that the block closes")
    static let rolloutDays = NumberKey("rollout_days", .rollout, .value(1), in: "days", "time constant with which the step takes hold")
    static let awareness = NumberKey(
        "awareness", .nonNegative, .value(0), in: "1", "addition to awareness, which multiplies adoption by 1 + awareness")
    static let toolsWorking = NumberKey(
        "tools_working", .share, .required, in: "share", "share of circumvention tools that work afterwards")
    static let trustLoss = NumberKey("trust_loss", .shareBelowOne, .value(0), in: "share", "share of users who quit over the step")
    static let fineUSD = NumberKey("fine_usd", .nonNegative, .value(0), in: "US dollars", "amount of the fine")

    // MARK: solver
    static let relativeTolerance = NumberKey(
        "relative_tolerance", .closed(1e-13, 1e-3), .value(1e-9), in: "1", "local error allowed per step, relative")
    static let absoluteTolerance = NumberKey("absolute_tolerance", .positive, .value(1e-3), in: "people", "local error allowed per step")
}
