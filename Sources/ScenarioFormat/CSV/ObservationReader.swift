extension Observation {
    private static let columns = ["market", "service", "date", "measure", "value", "low", "high", "source"]

    /// Reads the observations in the CSV file at `path`, all of which must concern the scenario's services and markets.
    ///
    /// A pipe is read too, as `--data` may name one; what a scenario names was looked at with the scenario.
    ///
    /// - Throws: `InputFailure` with every fault found.
    public static func read(_ path: String, for scenario: Scenario) throws(InputFailure) -> [Observation] {
        try read(CSVFile(ragged: path, takesPipes: true), for: scenario)
    }

    static func read(_ file: CSVFile, for scenario: Scenario) throws(InputFailure) -> [Observation] {
        guard file.header.sorted() == columns.sorted() else {
            throw .faulty([
                file.fault(
                    row: -1, column: 0,
                    "the columns must be \(columns.joined(separator: ", ")), found \(CSVFile.text(ofHeader: file.header, separator: ", "))"
                )
            ])
        }
        var reader = ObservationReader(file, scenario)
        let observations = file.rows.indices.compactMap { reader.observation($0) }
        try reader.faults.check()
        return observations
    }
}

/// Checks the rows of a file of observations.
private struct ObservationReader {
    private(set) var faults: CSVFaults
    private let file: CSVFile
    private let scenario: Scenario
    private let columnOf: [String: Int]

    init(_ file: CSVFile, _ scenario: Scenario) {
        self.file = file
        faults = CSVFaults(file)
        self.scenario = scenario
        columnOf = Dictionary(uniqueKeysWithValues: file.header.enumerated().map { ($1, $0) })
    }

    mutating func observation(_ row: Int) -> Observation? {
        guard faults.checkWidth(row: row) else { return nil }
        let market = name("market", row, scenario.markets.map(\.name), "is no market of the scenario")
        let services = market.map { scenario.markets[$0].services.map { scenario.services[$0.service].name } }
        let place = services.flatMap { name("service", row, $0, "is no service of that market") }
        let date = date(row)
        let measure = name("measure", row, Observation.Measure.allCases.map(\.rawValue), "is no measure that can be observed")
        let value = number("value", row, isRequired: true)
        let low = number("low", row, isRequired: false)
        let high = number("high", row, isRequired: false)
        if let low, let value, low > value { fault(row, "low", "must be no more than `value`") }
        if let high, let value, high < value { fault(row, "high", "must be no less than `value`") }
        let source = source(row)
        guard let market, let place, let date, let measure, let value else { return nil }
        return Observation(
            market: market, place: place, date: date, measure: Observation.Measure.allCases[measure], value: value, low: low, high: high,
            source: source)
    }

    private func text(_ row: Int, _ column: String) -> String { columnOf[column].map { file.rows[row][$0] } ?? "" }

    private mutating func fault(_ row: Int, _ column: String, _ message: @autoclosure @escaping () -> String) {
        faults.add(row: row, column: columnOf[column] ?? 0, message())
    }

    private mutating func name(_ column: String, _ row: Int, _ names: [String], _ problem: String) -> Int? {
        let name = text(row, column)
        if let index = names.firstIndex(of: name) { return index }
        fault(row, column, "\(Quoting.quoted(name)) \(problem)" + NearestName.suggestion(for: name, among: names))
        return nil
    }

    /// Free text, which goes to observed.csv as it is.
    private mutating func source(_ row: Int) -> String {
        let text = text(row, "source")
        if let control = text.unicodeScalars.first(where: { Quoting.isControl($0) && !"\t\n\r".unicodeScalars.contains($0) }) {
            fault(row, "source", "holds the control character \(Quoting.codePoint(control)); remove it")
        }
        return text
    }

    private mutating func date(_ row: Int) -> CalendarDate? {
        let text = text(row, "date")
        if let date = CalendarDate(iso: text) { return date }
        fault(row, "date", "expected a date such as 2018-04-16, found \(Quoting.quoted(text))")
        return nil
    }

    private mutating func number(_ column: String, _ row: Int, isRequired: Bool) -> Double? {
        let text = text(row, column)
        if text.isEmpty, !isRequired { return nil }
        if let value = Double(text), value.isFinite, value >= 0, !text.hasPrefix("0x") { return value }
        fault(row, column, "expected a number, 0 or more, found \(Quoting.quoted(text))")
        return nil
    }
}
