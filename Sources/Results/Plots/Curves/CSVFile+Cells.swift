internal import ScenarioFormat

/// Cells of result files as numbers, dates and names; a results folder may have been edited by hand.
extension CSVFile {
    func number(_ row: Int, _ column: String) throws(InputFailure) -> Double {
        guard let value = try optionalNumber(row, column) else { throw fault(row, column, "expected a number, found nothing") }
        return value
    }

    /// Nil where the cell is empty.
    func optionalNumber(_ row: Int, _ column: String) throws(InputFailure) -> Double? {
        let cell = cell(row, column)
        if cell.isEmpty { return nil }
        guard let value = Double(cell), value.isFinite else {
            throw fault(row, column, "expected a number, found \(Quoting.quoted(cell))")
        }
        return value
    }

    /// Unit: days since 1 January 1970.
    func day(_ row: Int, _ column: String) throws(InputFailure) -> Int {
        guard let date = CalendarDate(iso: cell(row, column)) else {
            throw fault(row, column, "expected a date, YYYY-MM-DD, found \(Quoting.quoted(cell(row, column)))")
        }
        return date.dayNumber
    }

    /// A name by the rule of scenarios: names become parts of file names.
    func name(_ row: Int, _ column: String) throws(InputFailure) -> String {
        let cell = cell(row, column)
        guard ScenarioName.isValid(cell) else {
            throw fault(row, column, "expected a name of small letters, digits and _, found \(Quoting.quoted(cell))")
        }
        return cell
    }

    /// One of a set of words.
    func word<Word: RawRepresentable & CaseIterable>(_ row: Int, _ column: String) throws(InputFailure) -> Word
    where Word.RawValue == String {
        let cell = cell(row, column)
        guard let word = Word(rawValue: cell) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(row, column, "expected one of \(words), found \(Quoting.quoted(cell))")
        }
        return word
    }

    /// The text of a cell; empty where there is no such column.
    func cell(_ row: Int, _ column: String) -> String { self.column(column).map { rows[row][$0] } ?? "" }

    private func fault(_ row: Int, _ column: String, _ message: String) -> InputFailure {
        .faulty([fault(row: row, column: self.column(column) ?? 0, message + "; run the scenario again")])
    }
}
