public import Analysis
internal import EnforcementModel
internal import ScenarioFormat
public import Simulation

/// A row of sensitivity.csv.
struct SensitivityRow {
    let quantity: String
    let index: SensitivityIndex
    let members: Int
}

/// Writes what a measure is sensitive to.
public enum SensitivityResults {
    static let indices = Table<SensitivityRow>(
        name: "sensitivity", title: "What the measure is sensitive to", key: ["quantity", "index"],
        columns: [
            .name("quantity", "Path of the uncertain quantity") { $0.quantity },
            .oneOf(
                "index",
                "first_order and total: shares of the measure's variance; mu, mu_star and sigma: of its elementary effects, over the whole probability of the quantity"
            ) { $0.index.kind },
            .number("value", unit: nil, "Estimate: a share, or an effect in the measure's unit") { $0.index.value },
            .number("low", unit: nil, "Lower end of the interval of 95 % of the resamples") { $0.index.low },
            .number("high", unit: nil, "Upper end of the interval of 95 % of the resamples") { $0.index.high },
            .count("members", unit: "members", "Members that the design has") { $0.members },
        ])

    /// A row a member of the design: what it drew, and its summary measures.
    static func samples(_ scenario: Scenario) -> Table<MemberRow> { EnsembleTables.members(scenario, name: "samples") }

    /// Writes sensitivity.csv, samples.csv, datapackage.json and run.json into `folder`, which is replaced as a whole.
    ///
    /// - Parameters:
    ///   - study: the design.
    ///   - measure: whose indices they are.
    ///   - quantities: their indices, in file order.
    ///   - rows: the summary measures of every member.
    ///   - resamples: how many made the intervals.
    ///   - plot: whether the indices are drawn too.
    ///   - folder: where they go.
    ///   - seconds: how long it took.
    /// - Returns: in a sentence what was left out of the pictures.
    /// - Throws: `ResultsFailure`; the folder is then as it was.
    public static func write(
        _ study: SensitivityStudy, _ measure: SummaryMeasure, _ quantities: [QuantitySensitivity], rows: [[Double]], resamples: Int,
        plot: Bool, to folder: Destination, seconds: Double
    ) throws -> String? {
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        try files.write(
            indices,
            quantities.flatMap { quantity in
                quantity.indices.map { SensitivityRow(quantity: quantity.quantity, index: $0, members: study.members) }
            })
        var samples = try files.writer(samples(study.scenario))
        for (member, summary) in rows.enumerated() {
            let draws = study.draws(member)
            let values = study.scenario.uncertain.indices.map { draws[.uncertain($0)] }
            try samples.write(MemberRow(member: member, draws: values, summary: summary))
        }
        try samples.close()
        try files.write("datapackage.json", DataPackage.text(of: study.scenario, files.tables, .standard))
        try files.write(record: RunRecord.text(of: study, measure, resamples: resamples, seconds: seconds))
        let leftOut = plot ? try PictureFiles.write(into: files.directory) : nil
        try files.publish()
        return leftOut
    }
}
