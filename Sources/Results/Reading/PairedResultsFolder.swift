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
        let file = path + "/" + PairedResults.differences.fileName
        guard InputBytes.isThere(file) else { return nil }
        self.path = path
        record = try JSONText.read(path + "/run.json")
        differences = try CSVFile(file, columns: PairedResults.differences.description.fields.map(\.name))
        let table = PairedResults.summaries
        summary = try CSVFile(path + "/" + table.fileName, columns: table.description.fields.map(\.name))
    }

    /// The first scenario, from which the second differs.
    var baseline: JSONText { record["baseline"]?["resolved_scenario"] ?? .object([]) }
    var baselineName: String { record["baseline"]?["scenario"]?.text ?? "the first" }
}
