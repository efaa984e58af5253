internal import ScenarioFormat

/// A table of the results whose cells have the types of their columns.
struct ExportedTable: Sendable {
    enum Cell: Equatable, Sendable {
        case empty
        case text(String)
        case date(CalendarDate)
        case number(Double)

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var date: CalendarDate? { if case .date(let date) = self { date } else { nil } }
        var number: Double? { if case .number(let number) = self { number } else { nil } }
    }
    let description: TableDescription
    let rows: [[Cell]]

    var fields: [Field] { description.fields }

    init(_ description: TableDescription, rows: [[Cell]]) {
        self.description = description
        self.rows = rows
    }

    /// - Throws: `InputFailure` with every cell that isn't of its column's type.
    init(_ description: TableDescription, _ file: CSVFile) throws(InputFailure) {
        var faults: [Fault] = []
        let rows = file.rows.enumerated().map { row, texts in
            zip(description.fields, texts).enumerated().map { column, pair in
                let (field, text) = pair
                if let cell = Self.cell(text, field) { return cell }
                let found = text.isEmpty ? "none" : Quoting.quoted(text)
                faults.append(
                    file.fault(
                        row: row, column: column,
                        "expected a \(field.kind.name), found \(found); run the scenario again to have its results whole"))
                return .empty
            }
        }
        guard faults.isEmpty else { throw .faulty(faults) }
        self.init(description, rows: rows)
    }

    /// Nil where the text isn't of the field's type.
    private static func cell(_ text: String, _ field: Field) -> Cell? {
        if text.isEmpty { return field.isOptional ? .empty : nil }
        switch field.kind {
        case .date: return CalendarDate(iso: text).map { .date($0) }
        case .integer, .number: return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
        case .string, .oneOf: return .text(text)
        }
    }
}
