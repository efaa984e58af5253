/// What a run shows of a pair on a date, as far as runs are compared.
public struct ComparedState: Sendable, Equatable {
    /// Unit: people.
    public let activeUsers: Double
    /// Unit: people.
    public let counterfactualActiveUsers: Double
    /// Unit: user-days.
    public let userDaysLost: Double

    /// A state as given.
    public init(activeUsers: Double, counterfactualActiveUsers: Double, userDaysLost: Double) {
        self.activeUsers = activeUsers
        self.counterfactualActiveUsers = counterfactualActiveUsers
        self.userDaysLost = userDaysLost
    }
}

/// A run as the comparison sees it.
public struct ComparedRun: Sendable {
    /// What the comparison calls it.
    public let label: String
    /// By date, market and service, in the run's order.
    public let states: [(key: [String], state: ComparedState)]
    /// By market, service, measure and unit, in the run's order; nil where undefined.
    public let measures: [(key: [String], value: Double?)]

    /// A run as given; dates, markets and services are found by their names.
    public init(label: String, states: [(key: [String], state: ComparedState)], measures: [(key: [String], value: Double?)]) {
        self.label = label
        self.states = states
        self.measures = measures
    }
}

/// Runs held against the first of them.
public struct RunComparison: Sendable {
    /// A pair on a date that both runs have.
    public struct StateRow: Sendable {
        /// Date, market, service.
        public let key: [String]
        /// The run's label.
        public let run: String
        /// In this run.
        public let state: ComparedState
        /// In the first run.
        public let baseline: ComparedState

        /// Users that enforcement takes in the baseline and not in this run; negative where it takes more here.
        public var usersAverted: Double {
            (baseline.counterfactualActiveUsers - baseline.activeUsers) - (state.counterfactualActiveUsers - state.activeUsers)
        }
        /// Unit: user-days.
        public var userDaysAverted: Double { baseline.userDaysLost - state.userDaysLost }
    }
    /// A summary measure that either run has.
    public struct MeasureRow: Sendable {
        /// Market, service, measure, unit.
        public let key: [String]
        /// The run's label.
        public let run: String
        /// In this run; nil where undefined.
        public let value: Double?
        /// In the first run; nil where undefined.
        public let baseline: Double?

        /// This run less the first; nil where either is undefined.
        public var difference: Double? {
            if let value, let baseline { value - baseline } else { nil }
        }
    }
    /// By run, then by pair and date.
    public let states: [StateRow]
    /// By run, then by pair and measure.
    public let measures: [MeasureRow]

    /// - Parameters:
    ///   - baseline: the run that the others are compared with.
    ///   - others: in the order of the rows.
    public init(_ baseline: ComparedRun, _ others: [ComparedRun]) {
        let baseStates = Dictionary(baseline.states.map { ($0.key, $0.state) }) { first, _ in first }
        let baseMeasures = Dictionary(baseline.measures.map { ($0.key, $0.value) }) { first, _ in first }
        states = others.flatMap { run in
            run.states.compactMap { key, state in baseStates[key].map { StateRow(key: key, run: run.label, state: state, baseline: $0) } }
        }
        measures = others.flatMap { run in
            let own = Dictionary(run.measures.map { ($0.key, $0.value) }) { first, _ in first }
            let missing = baseline.measures.filter { own[$0.key] == nil }.map(\.key)
            return (run.measures.map(\.key) + missing).map { key in
                MeasureRow(key: key, run: run.label, value: own[key] ?? nil, baseline: baseMeasures[key] ?? nil)
            }
        }
    }
}
