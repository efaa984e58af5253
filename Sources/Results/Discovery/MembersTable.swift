public import Analysis
public import ScenarioFormat

/// The members of an ensemble, read back from the folder of its results.
public struct MembersTable: RecordedResults {
    /// The folder of the ensemble's results.
    public let path: String
    /// run.json.
    public let record: JSONText
    /// Paths of what the members drew.
    public let quantities: [String]
    /// Whether a quantity is a date, in days since start.
    public let areDates: [Bool]
    /// Names of their summary measures.
    let measures: [String]
    private let file: CSVFile

    /// - Throws: `InputFailure` where the folder holds no ensemble.
    public init(_ path: String) throws(InputFailure) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        let name = path + "/members.csv"
        if !InputBytes.isThere(name) {
            let scenario = path.hasSuffix(".json") ? Quoting.shell(path) : "SCENARIO"
            let message = "there is no such file; members are what an ensemble writes, `simulate ensemble \(scenario) --members 1000`"
            throw .unreadable(Fault(file: name, path: nil, message: message))
        }
        record = try RunRecord.read(in: path)
        file = try CSVFile(name)
        // Paths hold a `/` or name the posterior's row; names of measures hold points.
        measures = file.header.dropFirst().filter { !$0.contains("/") && $0.contains(".") }
        quantities = file.header.dropFirst().filter { $0.contains("/") }
        let fields = Self.fields(try JSONText.read(path + "/datapackage.json"))
        areDates = quantities.map { path in
            fields.contains { $0["name"]?.text == path && $0["title"]?.text == EnsembleTables.dateTitle }
        }
    }

    /// The fields of members.csv in a data package.
    private static func fields(_ package: JSONText) -> [JSONText] {
        guard case .array(let resources) = package["resources"] ?? .null,
            case .array(let fields) = resources.first(where: { $0["name"]?.text == "members" })?["schema"]?["fields"] ?? .null
        else { return [] }
        return fields
    }

    /// The members with whether each is a case.
    ///
    /// - Throws: `DiscoveryRefusal` where the condition names no measure or parts nothing, or `InputFailure` where a cell is broken.
    public func sample(_ condition: CaseCondition) throws -> LabelledSample {
        guard measures.contains(condition.measure), let column = file.column(condition.measure) else {
            throw DiscoveryRefusal.unknownMeasure(condition.measure, measures, isDrawn: quantities.contains(condition.measure))
        }
        if quantities.isEmpty { throw DiscoveryRefusal.nothingDrawn(path) }
        var measured: [Double?] = []
        for row in file.rows.indices { measured.append(try number(row, column)) }
        let isCase = measured.map { condition.holds($0) }
        let cases = isCase.count { $0 }
        if cases == 0 || cases == isCase.count {
            let known = measured.compactMap { $0 }
            throw DiscoveryRefusal.onesided(path, condition, all: cases > 0, least: known.min(), largest: known.max())
        }
        var values: [[Double]] = []
        for quantity in quantities {
            guard let column = file.column(quantity) else { continue }
            var drawn: [Double] = []
            for row in file.rows.indices {
                guard let value = try number(row, column) else {
                    throw InputFailure.faulty([file.fault(row: row, column: column, "expected a number, found nothing")])
                }
                drawn.append(value)
            }
            values.append(drawn)
        }
        return LabelledSample(values: values, isCase: isCase)
    }

    private func number(_ row: Int, _ column: Int) throws(InputFailure) -> Double? {
        let cell = file.rows[row][column]
        if cell.isEmpty { return nil }
        if let value = Double(cell), value.isFinite { return value }
        throw .faulty([file.fault(row: row, column: column, "expected a number, found \(Quoting.quoted(cell)); run the ensemble again")])
    }
}
