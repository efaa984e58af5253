internal import Analysis
internal import ScenarioFormat
internal import Simulation

/// What a measure is sensitive to, read back from the folder of the results.
struct SensitivityFolder: RecordedResults {
    let path: String
    let record: JSONText
    let quantities: [QuantitySensitivity]

    /// Nil where the folder holds no sensitivity.
    ///
    /// - Throws: `InputFailure` where what it holds is broken.
    init?(_ path: String) throws(InputFailure) {
        guard SensitivityResults.indices.isThere(in: path) else { return nil }
        self.path = path
        record = try RunRecord.read(in: path)
        let table = try SensitivityResults.indices.read(in: path)
        var names: [String] = []
        var indices: [[SensitivityIndex]] = []
        for row in table.rows.indices {
            guard let kind = SensitivityIndex.Kind(rawValue: table.cell(row, "index")) else {
                let message = "expected an index, found \(Quoting.quoted(table.cell(row, "index"))); run the sensitivity again"
                throw .faulty([table.fault(row: row, column: 1, message)])
            }
            if names.last != table.cell(row, "quantity") {
                names.append(table.cell(row, "quantity"))
                indices.append([])
            }
            let index = SensitivityIndex(
                kind: kind, value: try table.number(row, "value"), low: try table.number(row, "low"), high: try table.number(row, "high"))
            indices[indices.count - 1].append(index)
        }
        quantities = zip(names, indices).map { QuantitySensitivity(quantity: $0, indices: $1) }
    }

    var measure: String { record["measure"]?.text ?? "?" }
    var method: SensitivitySettings.Method { record["method"]?.text.flatMap(SensitivitySettings.Method.init) ?? .sobol }
    var samples: Int { record["samples"]?.numberValue.flatMap { Int(exactly: $0) } ?? 0 }
    /// The unit of the measure; empty for a share.
    var unit: String {
        let name = measure.split(separator: ".").last.map(String.init) ?? ""
        return PairSummary.names.first { $0.name == name }.map { $0.unit == "1" ? "" : $0.unit } ?? ""
    }

    /// How the members were chosen, for the foot of a picture.
    var design: String {
        let members = record["members"]?.numberValue ?? 0
        return
            "\(SummaryText.grouped(Double(samples))) \(method.sampleName), \(SummaryText.grouped(members)) members, seed \(record["seed"]?.text ?? "?")"
    }
}
