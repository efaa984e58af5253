public import EnforcementModel
public import ScenarioFormat

/// What a run leaves behind beside its days.
public struct RunOutcome: Sendable {
    /// What was taken, in the order taken.
    public let events: [EnforcementEvent]
    /// What wasn't taken, as a service had complied; in the order in which they did.
    public let cancelledSteps: [CancelledStep]
    /// One for each pair, in file order.
    public let summaries: [PairSummary]
}

/// The run of one member of a scenario.
public enum ScenarioRun {
    /// Runs the scenario and shows every whole day, each with whether it is a day of output.
    ///
    /// - Parameters:
    ///   - scenario: what is to be run.
    ///   - draws: the member's; the plain run's medians where nil.
    ///   - observe: sees every whole day in turn.
    /// - Throws: `RunFailure`, or what `observe` throws.
    public static func run(_ scenario: Scenario, _ draws: Draws? = nil, _ observe: (DayRecord, _ isOutput: Bool) throws -> Void) throws
        -> RunOutcome
    {
        try run(ModelStructure(scenario), draws ?? scenario.medianDraws, observe)
    }

    static func run(_ structure: ModelStructure, _ draws: Draws, _ observe: (DayRecord, _ isOutput: Bool) throws -> Void) throws
        -> RunOutcome
    {
        let run = try MemberRun(structure, draws)
        var extremes = structure.pairs.all.map { _ in PairExtremes<Double>() }
        var last: [PairMeasures] = []
        var outputDays = OutputDays(structure.scenario)
        try run.run { record in
            for (i, pair) in record.pairs.enumerated() {
                extremes[i].observe(pair.activeUsers, isBlocked: pair.status.access == .blocked, day: record.day)
            }
            last = record.pairs
            try observe(record, outputDays.contains(record.day))
        }
        let summaries = zip(extremes, last).enumerated().map { pair, gathered in
            PairSummary(pair: pair, structure, draws, gathered.0, atEnd: gathered.1.figures, run.events, run.storage)
        }
        return RunOutcome(events: run.events, cancelledSteps: run.cancelledSteps, summaries: summaries)
    }
}

/// The days that have a row: start, start + k periods, and the end.
struct OutputDays {
    private let start: CalendarDate
    private let period: CalendarPeriod
    private let end: Int
    private var next = 0
    private var periods = 0

    init(_ scenario: Scenario) {
        start = scenario.start
        period = scenario.outputEvery
        end = scenario.end.dayNumber - scenario.start.dayNumber
    }

    /// Whether a day has a row; days must be asked for in rising order.
    mutating func contains(_ day: Int) -> Bool {
        while next < day {
            periods += 1
            next = period.date(after: start, times: periods).dayNumber - start.dayNumber
        }
        return day == next || day == end
    }
}
