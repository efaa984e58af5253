internal import Analysis
internal import EnforcementModel
public import ScenarioFormat
public import Simulation

/// How the results of a run are written.
public struct ResultsOptions: Sendable {
    /// What was observed; nil where there is nothing to compare with.
    public var observations: [Observation]?
    /// How numbers and cells are written.
    public var dialect: CSVDialect
    /// Whether run.json is written, which differs from run to run.
    public var writesRunRecord: Bool
    /// Files of the folder that are carried over from the results before.
    public var keeping: [String]
    /// Whether pictures are to be among the results; they are drawn from tables in the standard dialect and from run.json.
    public var plot: Bool

    /// By default the standard tables and run.json, without observations or pictures.
    public init(
        observations: [Observation]? = nil, dialect: CSVDialect = .standard, writesRunRecord: Bool = true, keeping: [String] = [],
        plot: Bool = false
    ) {
        self.observations = observations
        self.dialect = dialect
        self.writesRunRecord = writesRunRecord
        self.keeping = keeping
        self.plot = plot
    }
}

/// Runs a scenario and writes its results.
public enum RunResults {
    /// Runs the scenario and puts its results into `folder` as a whole, in place of those of the run before.
    ///
    /// - Parameters:
    ///   - scenario: what is to be run.
    ///   - folder: where the results go.
    ///   - options: what is written.
    ///   - observe: sees every whole day, for what is shown beside the files.
    /// - Returns: what the run left, and in a sentence what was left out of the pictures.
    /// - Throws: `RunFailure` or `ResultsFailure`; the folder is then as it was.
    @discardableResult
    public static func write(
        _ scenario: Scenario, to folder: Destination, _ options: ResultsOptions = ResultsOptions(),
        _ observe: (DayRecord) -> Void = { _ in }
    ) throws -> (outcome: RunOutcome, leftOut: String?) {
        let directory = try ResultsDirectory(folder, keeping: options.keeping)
        let written = try write(scenario, into: directory, options, observe)
        try directory.publish()
        return written
    }

    /// The same for results that nobody keeps.
    ///
    /// - Throws: `RunFailure` or `ResultsFailure`.
    public static func write(
        _ scenario: Scenario, to temporary: TemporaryResults, _ options: ResultsOptions = ResultsOptions()
    ) throws { _ = try write(scenario, into: temporary.directory, options) { _ in } }

    private static func write(
        _ scenario: Scenario, into directory: ResultsDirectory, _ options: ResultsOptions, _ observe: (DayRecord) -> Void
    ) throws -> (outcome: RunOutcome, leftOut: String?) {
        let began = ContinuousClock.now
        let files = ResultsFiles(directory, options.dialect)
        let index = PairIndex(scenario)
        var days = try DayTables(scenario, index, files)
        var observed = options.observations.map { ObservedValues($0, index, start: scenario.start) }
        let outcome = try ScenarioRun.run(scenario) { record, isOutput in
            observe(record)
            observed?.observe(record)
            if isOutput { try days.write(record) }
        }
        try days.close()
        try files.write(RunTables.events, outcome.events.map { EventRow($0, index, scenario.start) })
        let summaries = zip(index.all, outcome.summaries).flatMap { pair, summary in
            summary.measures.map { SummaryRow(pair: pair, measure: $0) }
        }
        try files.write(RunTables.summary, summaries)
        if let observed { try files.write(RunTables.observed, ObservedRow.all(observed, index)) }
        try files.write("datapackage.json", DataPackage.text(of: scenario, files.tables, options.dialect))
        if options.writesRunRecord {
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            let cancelled = CancelledSteps(outcome, index, start: scenario.start)
            try files.write(record: RunRecord.text(of: scenario, options.dialect, cancelled, seconds: seconds))
        }
        return (outcome, options.plot ? try PictureFiles.write(into: directory) : nil)
    }
}

extension EventRow {
    init(_ event: EnforcementEvent, _ index: PairIndex, _ start: CalendarDate) {
        self.init(
            date: DateText(start.adding(days: Int(event.time.rounded(.down)))), pair: index.all[event.pair], event: event)
    }
}

extension ObservedRow {
    static func all(_ values: ObservedValues, _ index: PairIndex) -> [ObservedRow] {
        zip(values.observations, values.modelled).map { observation, modelled in
            let pair = index.all[index.pair(observation.market, observation.place)]
            return ObservedRow(date: DateText(observation.date), pair: pair, observation: observation, modelled: modelled)
        }
    }
}
