internal import EnforcementModel
public import ScenarioFormat
public import Simulation

/// One run of a sweep.
public struct SweepRun: Sendable {
    /// With the keys set.
    public let scenario: Scenario
    /// The values of the varied keys, as they were set.
    public let values: [String]
    /// What the run left.
    public let outcome: RunOutcome

    /// A run of a sweep: the scenario with `values` set, and what it left.
    public init(_ scenario: Scenario, _ values: [String], _ outcome: RunOutcome) {
        self.scenario = scenario
        self.values = values
        self.outcome = outcome
    }
}

/// A summary measure of a pair in a run of a sweep.
struct SweepRow {
    let values: [String]
    let pair: PairIndex.Entry
    let measure: PairSummary.Measure
}

/// Writes a sweep: a tidy table with a column for each varied key.
public enum SweepResults {
    /// - Parameters:
    ///   - runs: a run for each value.
    ///   - varied: the paths of the varied keys.
    ///   - folder: replaced as a whole.
    ///   - dialect: how numbers and cells are written.
    /// - Throws: `ResultsFailure`; what was in the folder before is then as it was.
    public static func write(_ runs: [SweepRun], varied: [String], to folder: Destination, _ dialect: CSVDialect) throws(ResultsFailure) {
        guard let first = runs.first else { return }
        let files = ResultsFiles(try ResultsDirectory(folder), dialect)
        var writer = try files.writer(table(varied, isNumber: runs.allSatisfy { $0.values.allSatisfy { Double($0) != nil } }))
        for run in runs {
            let index = PairIndex(run.scenario)
            for (pair, summary) in zip(index.all, run.outcome.summaries) {
                for measure in summary.measures { try writer.write(SweepRow(values: run.values, pair: pair, measure: measure)) }
            }
        }
        try writer.close()
        try files.write("datapackage.json", DataPackage.text(of: first.scenario, files.tables, dialect))
        try files.publish()
    }

    private static func table(_ varied: [String], isNumber: Bool) -> Table<SweepRow> {
        let keys = varied.enumerated().map { i, path in
            Column<SweepRow>(field: Field(path, isNumber ? .number : .string, "Value of the key \(path)")) { row, cells in
                if let number = Double(row.values[i]) { cells.append(number) } else { cells.append(untrusted: row.values[i]) }
            }
        }
        return Table(
            name: "sweep", title: "Summary measures by the values of varied keys", key: varied + ["market", "service", "measure"],
            columns: keys + [
                .name("market", "Market") { $0.pair.marketName },
                .name("service", "Service") { $0.pair.serviceName },
                .name("measure", "Measure") { $0.measure.name },
                .optionalNumber("value", unit: nil, "Value in the row's unit; empty where undefined") { $0.measure.value },
                .name("unit", "Unit of the value") { $0.measure.unit },
            ])
    }
}
