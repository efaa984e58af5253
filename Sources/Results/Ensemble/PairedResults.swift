internal import Numerics
internal import EnforcementModel
public import ScenarioFormat
public import Simulation

/// A summary measure's difference between two scenarios over the members.
struct SummaryBandRow {
    let pair: PairIndex.Entry
    let measure: (name: String, unit: String)
    let bands: Bands
}

/// Two scenarios over the same draws, as differences member by member.
public struct PairedResults {
    private let run: EnsembleRun
    private let baseline: Scenario
    /// By pair and summary measure.
    private var summary: [MeasureSketch]

    /// - Parameters:
    ///   - run: that of `EnsembleRun.differences(from:)`.
    ///   - baseline: the scenario that it differs from.
    public init(_ run: EnsembleRun, from baseline: Scenario) {
        self.run = run
        self.baseline = baseline
        summary = .init(repeating: MeasureSketch(), count: run.index.all.count * PairSummary.names.count)
    }

    /// Sees the rows of a block of members.
    public mutating func add(_ rows: [MemberRow]) {
        for row in rows {
            for (i, difference) in row.summary.enumerated() where !difference.isNaN { summary[i].add(difference) }
        }
    }

    static let differences = Table<QuantileRow>(
        name: "differences", title: "Bands of the differences from the first scenario", key: ["date", "market", "service", "measure"],
        columns: [
            .date("date", "Date, at 00:00 UTC") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("measure", "Measure, as timeseries.csv has it: its value in the second scenario less that in the first") { $0.measure },
        ] + EnsembleTables.bands { $0.bands })

    static let summaries = Table<SummaryBandRow>(
        name: "summary-differences", title: "Bands of the differences in summary measures", key: ["market", "service", "measure"],
        columns: [
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .name("measure", "Summary measure: its value in the second scenario less that in the first") { $0.measure.name },
            .name("unit", "Unit of the values") { $0.measure.unit },
        ] + EnsembleTables.bands { $0.bands })

    private var rows: [SummaryBandRow] {
        run.index.all.enumerated().flatMap { p, pair in
            PairSummary.names.enumerated().map { m, measure in
                SummaryBandRow(pair: pair, measure: measure, bands: Bands(summary[p * PairSummary.names.count + m]))
            }
        }
    }

    /// Writes differences.csv, summary-differences.csv, datapackage.json and run.json into `folder`, which is replaced as a whole.
    ///
    /// - Throws: `ResultsFailure`; what was in the folder before is then as it was.
    public func write(_ state: EnsembleState, to folder: Destination, seconds: Double) throws(ResultsFailure) {
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        try EnsembleResults.writeBands(run, state, files, as: Self.differences)
        try files.write(Self.summaries, rows)
        let title = "\(baseline.name) and \(run.scenario.name)"
        try files.write("datapackage.json", DataPackage.text(name: "comparison", title: title, files.tables, .standard))
        try files.write(record: RunRecord.text(of: run, from: baseline, failures: state.failures.count, seconds: seconds))
        try files.publish()
    }

    /// What is printed: users and user-days in the second scenario less those in the first.
    public func text(members: Int) -> String {
        var table = [["market", "service", "against \(baseline.name)", "5 %", "median", "95 %"]]
        for row in rows where ["active_users_at_end", "user_days_lost"].contains(row.measure.name) {
            let quantiles = [0, 2, 4].map { row.bands.quantiles[$0].map(SummaryText.rounded) ?? "–" }
            let market = run.scenario.markets[row.pair.market].label
            let service = run.scenario.services[row.pair.service].label
            table.append([Quoting.printable(market), Quoting.printable(service), row.measure.name] + quantiles)
        }
        return TextTable.aligned(table, textColumns: [0, 1, 2])
            + "\n\(SummaryText.grouped(Double(members))) members, each with the same draws in both scenarios\n"
    }
}
