public import ScenarioFormat

/// The results of a run, read back from their folder.
public struct ResultsFolder: RecordedResults {
    /// As the user named it.
    public let path: String
    /// timeseries.csv.
    public let timeseries: CSVFile
    /// totals.csv.
    public let totals: CSVFile
    /// events.csv.
    public let events: CSVFile
    /// summary.csv.
    public let summary: CSVFile
    /// Nil where the scenario has no laws.
    public let retention: CSVFile?
    /// Nil where nothing was observed.
    public let observed: CSVFile?
    /// run.json.
    public let record: JSONText

    /// Reads the folder that a run has written in the standard dialect.
    ///
    /// - Throws: `InputFailure` where it isn't one.
    public init(_ path: String) throws(InputFailure) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        record = try RunRecord.read(in: path)
        if let dialect = record["dialect"]?.text, dialect != CSVDialect.standard.rawValue {
            let way = "run the scenario again without `--dialect`"
            throw .faulty([
                Fault(
                    file: path + "/run.json", path: "$.dialect",
                    message: "the results are written for a spreadsheet (\(dialect)) and can't be read back; \(way)")
            ])
        }
        if !RunTables.timeseries.isThere(in: path) {
            let way = "make one with `simulate SCENARIO -o DIR` and name that"
            throw .unreadable(
                Fault(file: path, path: nil, message: "holds no timeseries.csv, and the folder of a plain run is wanted here; \(way)"))
        }
        func table(_ table: TableDescription) throws(InputFailure) -> CSVFile {
            try CSVFile(path + "/" + table.fileName, columns: table.fields.map(\.name))
        }
        timeseries = try table(RunTables.timeseries.description)
        totals = try table(RunTables.totals.description)
        events = try table(RunTables.events.description)
        summary = try table(RunTables.summary.description)
        let scenario = record["resolved_scenario"]
        retention = scenario?["laws"].map { !$0.keys.isEmpty } ?? false ? try table(RunTables.retention.description) : nil
        observed = try InputBytes.isThere(path + "/" + RunTables.observed.fileName) ? table(RunTables.observed.description) : nil
    }

    /// Every pair in file order.
    public var pairs: [(market: String, service: String)] {
        let first = timeseries.rows.first?.first
        return timeseries.rows.prefix { $0.first == first }.map { ($0[1], $0[2]) }
    }
}
