internal import EnforcementModel
public import ScenarioFormat
public import Simulation

/// Runs a scenario and writes its results.
public enum RunResults {
    /// Runs the scenario and puts its results into `folder` as a whole, in place of those of the run before.
    ///
    /// - Parameters:
    ///   - plot: whether pictures are to be among the results.
    ///   - observe: sees every whole day, for what is shown beside the files.
    /// - Throws: `RunFailure`, `ResultsFailure` or `GnuplotFailure`; the folder is then as it was.
    @discardableResult
    public static func write(
        _ scenario: Scenario, to folder: String, plot: Bool = false, _ observe: (DayRecord) -> Void = { _ in }
    ) throws -> RunOutcome {
        if plot { try Gnuplot.require() }
        let began = ContinuousClock.now
        let directory = try ResultsDirectory(folder)
        let index = PairIndex(scenario)
        var days = try DayTables(scenario, index, directory)
        let outcome = try ScenarioRun.run(scenario) { record, isOutput in
            observe(record)
            if isOutput { try days.write(record) }
        }
        try days.close()
        try write(RunTables.events, outcome.events.map { EventRow($0, index, scenario.start) }, directory)
        let summaries = zip(index.all, outcome.summaries).flatMap { pair, summary in
            summary.measures.map { SummaryRow(pair: pair, measure: $0) }
        }
        try write(RunTables.summary, summaries, directory)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        try write("datapackage.json", DataPackage.text(of: scenario, tables(of: scenario)), directory)
        try write("run.json", RunRecord.text(of: scenario, seconds: seconds), directory)
        if plot { try PictureFiles.write(into: directory) }
        try directory.publish()
        return outcome
    }

    /// The tables of a scenario in the order of the data package.
    private static func tables(of scenario: Scenario) -> [TableDescription] {
        [RunTables.timeseries.description, RunTables.totals.description, RunTables.events.description]
            + (scenario.laws.isEmpty ? [] : [RunTables.retention.description]) + [RunTables.summary.description]
    }

    private static func write<Row>(_ table: Table<Row>, _ rows: [Row], _ directory: ResultsDirectory) throws(ResultsFailure) {
        var writer = try TableWriter(table, directory)
        for row in rows { try writer.write(row) }
        try writer.close()
    }

    private static func write(_ name: String, _ text: JSONText, _ directory: ResultsDirectory) throws(ResultsFailure) {
        let file = try directory.file(name)
        try file.write(text.pretty)
        try file.flush()
    }
}

/// Writes a table row by row.
struct TableWriter<Row> {
    private let table: Table<Row>
    private let file: OutputFile
    private var cells = CellBuffer()

    init(_ table: Table<Row>, _ directory: ResultsDirectory) throws(ResultsFailure) {
        self.table = table
        file = try directory.file(table.fileName)
        table.header(into: &cells)
    }

    mutating func write(_ row: Row) throws(ResultsFailure) {
        table.write(row, into: &cells)
        try file.drain(&cells)
    }

    mutating func close() throws(ResultsFailure) {
        try file.drain(&cells, all: true)
        try file.flush()
    }
}

/// The tables that grow with every day of output.
private struct DayTables {
    private let index: PairIndex
    private let services: [(name: String, pairs: [Int])]
    private let laws: [String]
    private var timeseries: TableWriter<TimeseriesRow>
    private var totals: TableWriter<TotalsRow>
    private var retention: TableWriter<RetentionRow>?

    init(_ scenario: Scenario, _ index: PairIndex, _ directory: ResultsDirectory) throws(ResultsFailure) {
        self.index = index
        services = scenario.services.enumerated().map { ($1.name, index.pairs(ofService: $0)) }.filter { !$0.pairs.isEmpty }
        laws = scenario.laws.map(\.name)
        timeseries = try TableWriter(RunTables.timeseries, directory)
        totals = try TableWriter(RunTables.totals, directory)
        retention = scenario.laws.isEmpty ? nil : try TableWriter(RunTables.retention, directory)
    }

    mutating func write(_ record: DayRecord) throws(ResultsFailure) {
        let date = DateText(record.date)
        for (pair, measures) in zip(index.all, record.pairs) {
            try timeseries.write(TimeseriesRow(date: date, pair: pair, measures: measures))
        }
        for service in services {
            try totals.write(TotalsRow(date: date, service: service.name, totals: ServiceTotals(service.pairs.map { record.pairs[$0] })))
        }
        for row in record.storage {
            try retention?.write(RetentionRow(date: date, pair: index.all[row.pair], law: laws[row.law], storage: row))
        }
    }

    mutating func close() throws(ResultsFailure) {
        try timeseries.close()
        try totals.close()
        try retention?.close()
    }
}

extension EventRow {
    init(_ event: EnforcementEvent, _ index: PairIndex, _ start: CalendarDate) {
        self.init(
            date: DateText(start.adding(days: Int(event.time.rounded(.down)))), pair: index.all[event.pair], event: event)
    }
}
