internal import EnforcementModel
internal import Glibc
internal import ScenarioFormat
public import Simulation

/// Writes the results of an ensemble.
public enum EnsembleResults {
    /// Writes quantiles.csv, statuses.csv, members.csv, datapackage.json and run.json into `folder`, which is replaced as a whole.
    ///
    /// - Parameters:
    ///   - run: the ensemble.
    ///   - state: of all members.
    ///   - rows: the rows of members.csv, in order, in the parts that were written one by one.
    ///   - folder: where they go.
    ///   - seconds: how long it took.
    /// - Throws: `ResultsFailure`; what was in the folder before is then as it was.
    public static func write(_ run: EnsembleRun, _ state: EnsembleState, rows: [MemberRowsFile], to folder: Destination, seconds: Double)
        throws
    {
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        try writeBands(run, state, files, as: EnsembleTables.quantiles)
        try writeStatuses(run, state, files)
        let table = EnsembleTables.members(run)
        let members = try files.writer(table)
        try members.close(copying: rows)
        try files.write("datapackage.json", DataPackage.text(of: run.scenario, files.tables, .standard))
        try files.write(record: RunRecord.text(of: run, failures: state.failures.count, seconds: seconds))
        try files.publish()
    }

    /// Writes the bands of every day of output.
    static func writeBands(_ run: EnsembleRun, _ state: EnsembleState, _ files: ResultsFiles, as table: Table<QuantileRow>)
        throws(ResultsFailure)
    {
        var quantiles = try files.writer(table)
        for (day, sketch) in zip(run.outputDays, state.sketches) {
            let date = DateText(run.scenario.start.adding(days: day))
            for (p, pair) in run.index.all.enumerated() {
                for (m, measure) in BandMeasure.allCases.enumerated() {
                    let cell = sketch.measures[p * BandMeasure.allCases.count + m]
                    try quantiles.write(QuantileRow(date: date, pair: pair, measure: measure, bands: Bands(cell)))
                }
            }
        }
        try quantiles.close()
    }

    private static func writeStatuses(_ run: EnsembleRun, _ state: EnsembleState, _ files: ResultsFiles) throws(ResultsFailure) {
        var statuses = try files.writer(EnsembleTables.statuses)
        for (day, sketch) in zip(run.outputDays, state.sketches) {
            let date = DateText(run.scenario.start.adding(days: day))
            for (p, pair) in run.index.all.enumerated() {
                for (field, value, share) in sketch.shares(ofPair: p) {
                    try statuses.write(StatusRow(date: date, pair: pair, field: field, value: value, share: share))
                }
            }
        }
        try statuses.close()
    }
}

extension DaySketch {
    /// The share of members in every value of every status, in order; nothing where no member was computed.
    func shares(ofPair pair: Int) -> [(StatusRow.Field, String, Double)] {
        let names: [(StatusRow.Field, String)] =
            Access.allCases.map { (.access, $0.rawValue) } + Stage.allCases.map { (.stage, $0.rawValue) }
            + Registry.allCases.map { (.registry, $0.rawValue) }
        let counts = statuses[pair * names.count..<(pair + 1) * names.count]
        let members = counts.prefix(Access.allCases.count).reduce(0, +)
        return members == 0 ? [] : zip(names, counts).map { ($0.0, $0.1, Double($1) / Double(members)) }
    }
}
