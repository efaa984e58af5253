public import Analysis
internal import EnforcementModel
public import ScenarioFormat
internal import Simulation

/// The samples of a sensitivity that was found before, to be looked at again for another measure.
public struct RecordedSamples {
    private let path: String
    private let record: JSONText

    /// - Parameter path: the folder of its results.
    /// - Throws: `InputFailure` where the folder holds no sensitivity.
    public init(_ path: String) throws(InputFailure) {
        self.path = path
        record = try RunRecord.read(in: path)
        guard record["method"]?.text.flatMap(SensitivitySettings.Method.init) != nil else {
            let message = "is of no sensitivity; name the folder that `simulate sensitivity` has written"
            throw .faulty([Fault(file: path + "/run.json", path: nil, message: message)])
        }
    }

    /// The method by which the members were chosen; nil where run.json names none.
    public var method: SensitivitySettings.Method? { record["method"]?.text.flatMap(SensitivitySettings.Method.init) }
    /// Base samples or trajectories; nil where run.json has no number that a study can have.
    public var samples: Int? {
        record["samples"]?.numberValue.flatMap { Int(exactly: $0) }.flatMap { SensitivitySettings.samplesBounds ~= $0 ? $0 : nil }
    }
    /// Of all draws; nil where run.json has none.
    public var seed: UInt64? { record["seed"]?.text.flatMap { UInt64($0) } }

    /// The summary measures of every member of the study, by pair and measure.
    ///
    /// - Throws: `InputFailure` with every way in which the samples are not those of the study.
    public func rows(of study: SensitivityStudy) throws(InputFailure) -> [[Double]] {
        try refuseOther(study)
        let table = SensitivityResults.samples(study.scenario)
        let file = try table.read(in: path)
        guard file.rows.count == study.members else {
            let message = "has \(file.rows.count) members, and the design has \(study.members); run the sensitivity again"
            throw .faulty([Fault(file: path + "/" + table.fileName, path: nil, message: message)])
        }
        let quantities = study.scenario.uncertain
        let start = Double(study.scenario.start.dayNumber)
        var rows: [[Double]] = []
        for (member, cells) in file.rows.enumerated() {
            let draws = study.draws(member)
            for (i, quantity) in quantities.enumerated() {
                let drawn = draws[.uncertain(i)] - (quantity.distribution.ofDates ? start : 0)
                if Double(cells[1 + i]) != drawn || cells[0] != "\(member)" {
                    throw .faulty([file.fault(row: member, column: 1 + i, "isn't what the design draws here; run the sensitivity again")])
                }
            }
            var summary: [Double] = []
            for (column, cell) in cells.enumerated().dropFirst(1 + quantities.count) {
                guard cell.isEmpty || Double(cell)?.isFinite ?? false else {
                    throw .faulty([file.fault(row: member, column: column, "expected a number, found \(Quoting.quoted(cell))")])
                }
                summary.append(Double(cell) ?? .nan)
            }
            rows.append(summary)
        }
        return rows
    }

    /// Refuses samples of another scenario or design.
    private func refuseOther(_ study: SensitivityStudy) throws(InputFailure) {
        let settings = study.settings
        let wanted: [(what: String, recorded: String?, wanted: String)] = [
            ("scenario_sha256", record["scenario_sha256"]?.text, study.scenario.hash),
            ("method", record["method"]?.text, settings.method.rawValue),
            ("seed", record["seed"]?.text, String(settings.seed)),
            ("samples", samples.map { String($0) }, String(settings.samples)),
        ]
        let faults = wanted.filter { $0.recorded != $0.wanted }.map { what, recorded, wanted in
            let message =
                what == "scenario_sha256"
                ? "the samples are of another scenario; give that one with its `--set`, or run the sensitivity again without `--results`"
                : "the samples were taken with \(Quoting.quoted(recorded ?? "nothing")), and \(Quoting.quoted(wanted)) is asked for; leave out `--\(what)`, or run the sensitivity again without `--results`"
            return Fault(file: path + "/run.json", path: "$.\(what)", message: message)
        }
        guard faults.isEmpty else { throw .faulty(faults) }
    }
}
