extension Observation {
    /// Reads the observations in the CSV file at `path`, all of which must concern the scenario's services and markets.
    ///
    /// A pipe is read too, as `--data` may name one; what a scenario names was looked at with the scenario.
    ///
    /// - Throws: `InputFailure` with every fault found.
    public static func read(_ path: String, for scenario: Scenario) throws(InputFailure) -> (
        observations: [Observation], warnings: [Warning]
    ) { try read(CSVFile(ofUser: path, takesPipes: true), for: scenario) }

    static func read(_ file: CSVFile, for scenario: Scenario) throws(InputFailure) -> (
        observations: [Observation], warnings: [Warning]
    ) {
        var reader = try ObservationReader(file, scenario)
        let read = file.rows.indices.map { reader.observation($0) }
        try reader.faults.check()
        let observations = read.compactMap { $0 }
        return (observations, warnings(observations, file))
    }

    /// More groups of the same rows than this aren't told one by one.
    private static let toldGroups = 10
    /// Nor more lines of one.
    private static let toldLines = 8

    /// Rows that are the same in all that is read of them: slips of copying, which a fit would count as measurements of their own.
    private static func warnings(_ observations: [Observation], _ file: CSVFile) -> [Warning] {
        var rows: [Observation: [Int]] = [:]
        for (row, observation) in observations.enumerated() { rows[observation, default: []].append(row) }
        let groups = rows.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        if groups.isEmpty { return [] }
        let lines = file.lines
        var warnings = groups.prefix(toldGroups).map { group in
            let first = group.prefix(group.count > toldLines ? toldLines : group.count - 1).map { "\(lines[$0])" }.joined(separator: ", ")
            let last = group.count > toldLines ? "\(group.count - toldLines) more" : "\(lines[group[group.count - 1]])"
            return Warning(
                file: file.name, line: lines[group[1]], column: 1,
                message:
                    "lines \(first) and \(last) are the same, and each counts as an observation of its own; remove all but one if they are one"
            )
        }
        if groups.count > toldGroups {
            warnings.append(Warning(file: file.name, message: "\(groups.count - toldGroups) more observations stand twice or more"))
        }
        return warnings
    }
}

/// The columns of a file of observations.
private enum ObservationColumn: String, CaseIterable {
    case market, service, date, measure, value, low, high, source
    /// `value`, as observed.csv calls it.
    case observed
    /// What observed.csv says besides.
    case modelled, residual

    var isRequired: Bool { [.market, .service, .date, .measure, .value].contains(self) }
    /// Those that a user writes.
    static let usual = allCases.filter { ![.observed, .modelled, .residual].contains($0) }
}

/// Checks the rows of a file of observations.
private struct ObservationReader {
    private(set) var faults: CSVFaults
    private let file: CSVFile
    private let scenario: Scenario
    private let columnOf: [ObservationColumn: Int]
    private let numbers: CSVNumbers

    /// - Throws: `InputFailure` with what is wrong with the columns.
    init(_ file: CSVFile, _ scenario: Scenario) throws(InputFailure) {
        self.file = file
        faults = CSVFaults(file)
        self.scenario = scenario
        columnOf = try Self.columns(file)
        numbers = CSVNumbers(file, columns: [.value, .low, .high].compactMap { [columnOf] in columnOf[$0] })
    }

    private static func columns(_ file: CSVFile) throws(InputFailure) -> [ObservationColumn: Int] {
        let columns = CSVColumns(file)
        let usual = ObservationColumn.usual.map(\.rawValue)
        var faults = CSVFaults(file)
        if columns.all.count < 2 {
            faults.add(
                row: -1, column: 0,
                "the first line must name the columns \(usual.joined(separator: ", ")), with commas, semicolons or tabs between them, found \(Quoting.quoted(file.header[0]))"
            )
            try faults.check()
        }
        let indices = columns.indices(&faults)
        let isOfResults = indices[ObservationColumn.observed.rawValue] != nil
        var missing = ObservationColumn.allCases.filter { $0.isRequired && indices[$0.rawValue] == nil && !($0 == .value && isOfResults) }
        for column in columns.all {
            let known = ObservationColumn(rawValue: column.name)
            if known == .observed, indices[ObservationColumn.value.rawValue] != nil {
                faults.add(row: -1, column: column.index, "`observed` and `value` are the same; remove one of them")
            } else if known == nil || !isOfResults && (known == .modelled || known == .residual) {
                let name = Quoting.quoted(file.header[column.index])
                let nearest = NearestName.nearest(to: column.name, among: usual)
                missing.removeAll { $0.rawValue == nearest }
                faults.add(
                    row: -1, column: column.index,
                    "\(name) isn't a column of observations; "
                        + (nearest.map { "did you mean `\($0)`?" } ?? "remove it, or put the text into `source`"))
            }
        }
        if !missing.isEmpty {
            let names = missing.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            faults.add(
                row: -1, column: 0,
                missing.count == 1 ? "the column \(names) is missing; add it" : "the columns \(names) are missing; add them")
        }
        try faults.check()
        var columnOf: [ObservationColumn: Int] = [:]
        for (name, index) in indices { if let column = ObservationColumn(rawValue: name) { columnOf[column] = index } }
        if let observed = columnOf[.observed] { columnOf[.value] = observed }
        return columnOf
    }

    mutating func observation(_ row: Int) -> Observation? {
        guard faults.checkWidth(row: row) else { return nil }
        let market = name(.market, row, scenario.markets.map(\.name), "isn't a market of the scenario")
        let services = market.map { scenario.markets[$0].services.map { scenario.services[$0.service].name } }
        let place = services.flatMap { name(.service, row, $0, "isn't a service of that market") }
        let date = date(row)
        let measures = Observation.Measure.allCases
        let measure = name(.measure, row, measures.map(\.rawValue), "isn't a measure that can be observed").map { measures[$0] }
        let range = measure?.range ?? .nonNegative
        let value = number(.value, row, range)
        let low = number(.low, row, range)
        let high = number(.high, row, range)
        if let low, let value, low > value { fault(row, .low, "must be no more than `value`") }
        if let high, let value, high < value { fault(row, .high, "must be no less than `value`") }
        if let low, let high, low == high {
            fault(row, .low, "`low` and `high` are equal, which would make the error 0; leave both empty, or give a range")
        }
        let source = source(row)
        guard let market, let place, let date, let measure, let value else { return nil }
        return Observation(
            market: market, place: place, date: date, measure: measure, value: value, low: low, high: high, source: source)
    }

    private func cell(_ row: Int, _ column: ObservationColumn) -> String { columnOf[column].map { file.rows[row][$0] } ?? "" }
    private func text(_ row: Int, _ column: ObservationColumn) -> String { cell(row, column).trimmingSpaces() }

    private mutating func fault(_ row: Int, _ column: ObservationColumn, _ message: @autoclosure @escaping () -> String) {
        faults.add(row: row, column: columnOf[column] ?? 0, message())
    }

    /// Whether a cell that has to hold something does; a fault where it doesn't.
    private mutating func isGiven(_ row: Int, _ column: ObservationColumn) -> Bool {
        let text = text(row, column)
        if !CSVNumbers.isMissing(text) { return true }
        let found = text.isEmpty ? "an empty cell" : Quoting.quoted(text)
        fault(row, column, "must be given, found \(found); give it, or leave the row out")
        return false
    }

    private mutating func name(_ column: ObservationColumn, _ row: Int, _ names: [String], _ problem: String) -> Int? {
        let name = text(row, column)
        if let index = names.firstIndex(of: name) { return index }
        if isGiven(row, column) {
            fault(row, column, "\(Quoting.quoted(name)) \(problem)" + NearestName.suggestion(for: name, among: names))
        }
        return nil
    }

    /// Free text, which goes to observed.csv as it is.
    private mutating func source(_ row: Int) -> String {
        let cell = cell(row, .source)
        if CSVNumbers.isMissing(cell) { return "" }
        let text = file.hasByteOrderMark ? Quoting.withoutFormulaGuard(cell) : cell
        if let control = text.unicodeScalars.first(where: { Quoting.isControl($0) && !"\t\n\r".unicodeScalars.contains($0) }) {
            fault(row, .source, "holds the control character \(Quoting.codePoint(control)); remove it")
        }
        return text
    }

    private mutating func date(_ row: Int) -> CalendarDate? {
        let text = text(row, .date)
        if let date = CalendarDate(iso: text) { return date }
        if isGiven(row, .date) { fault(row, .date, "expected a date such as 2018-04-16, found \(Quoting.quoted(text))") }
        return nil
    }

    private mutating func number(_ column: ObservationColumn, _ row: Int, _ range: NumberRange) -> Double? {
        let text = text(row, column)
        if !column.isRequired, CSVNumbers.isMissing(text) { return nil }
        guard isGiven(row, column) else { return nil }
        guard let value = numbers.value(text) else {
            let advice = numbers.advice(text)
            fault(
                row, column,
                "expected a number, \(range), found \(Quoting.quoted(text))"
                    + (advice.isEmpty && !column.isRequired ? "; leave the cell empty where there is none" : advice))
            return nil
        }
        if range.contains(value) { return value }
        let isPerCent = range == .share && value > 1 && value <= 100
        let advice = isPerCent ? "; write \(numbers.text(value / 100)) for \(numbers.text(value)) %" : ""
        fault(row, column, "must be \(range), found \(Quoting.quoted(text))\(advice)")
        return nil
    }
}
