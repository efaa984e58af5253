/// The numbers of a market.
public enum MarketParameter: Int, ParameterTable {
    case onlinePopulation, economicValue

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .onlinePopulation: .people("online_population", "number of people online in the market", .required, symbol: "N")
        case .economicValue:
            .amount("economic_value_usd_per_user_day", in: "US dollars a day", "economic value of a day's use by one user")
        }
    }
}

/// The numbers of a law.
public enum LawParameter: Int, ParameterTable {
    case storagePrice

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .storagePrice: .amount("usd_per_tb_month", in: "US dollars", "price of storing a terabyte for a month")
        }
    }
}

/// The numbers of the solver.
public enum SolverParameter: Int, ParameterTable {
    case relativeTolerance, absoluteTolerance

    /// All that is known of each.
    public static let parameters = allCases.map(\.row)

    private var row: Parameter {
        switch self {
        case .relativeTolerance:
            Parameter(
                "relative_tolerance", .closed(1e-13, 1e-3), .value(1e-9, source: "judgement"), in: "1",
                "local error allowed per step, relative")
        case .absoluteTolerance:
            Parameter("absolute_tolerance", .positive, .value(1e-3, source: "judgement"), in: "people", "local error allowed per step")
        }
    }
}
