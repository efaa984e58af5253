internal import ScenarioFormat

/// Two scenarios over the same draws, read back from the folder of their differences; `scenario` is the second.
struct PairedResultsFolder: RecordedResults {
    let path: String
    let record: JSONText
    /// differences.csv.
    let differences: CSVFile
    /// summary-differences.csv.
    let summary: CSVFile

    /// Nil where the folder holds no differences.
    ///
    /// - Throws: `InputFailure` where what it holds is broken.
    init?(_ path: String) throws(InputFailure) {
        guard PairedResults.differences.isThere(in: path) else { return nil }
        self.path = path
        record = try RunRecord.read(in: path)
        differences = try PairedResults.differences.read(in: path)
        summary = try PairedResults.summaries.read(in: path)
    }

    /// The first scenario, from which the second differs.
    var baseline: JSONText { record["baseline"]?["resolved_scenario"] ?? .object([]) }
    var baselineName: String { record["baseline"]?["scenario"]?.text ?? "the first" }
}
