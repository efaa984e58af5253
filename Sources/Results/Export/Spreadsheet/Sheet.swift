internal import ScenarioFormat

/// A sheet of cells, as a value; nothing in it can become a formula.
struct Sheet: Sendable {
    enum Cell: Sendable {
        case empty
        case text(String)
        case date(CalendarDate)
        case number(Double, NumberFormat)

        /// Characters that the cell takes when shown.
        var width: Int {
            switch self {
            case .empty: 0
            case .text(let text): text.count
            case .date: 10
            case .number(let value, let format): format.width(of: value)
            }
        }
    }

    struct Column: Sendable {
        let name: String
        let isNumeric: Bool
        /// What the header's comment says.
        let comment: String?
    }

    /// Most rows that a sheet can have, the header among them (Excel's and LibreOffice's limit).
    static let mostRows = 1_048_576
    /// Wider texts are cut off by the next cell, which is better than a column that fills the screen.
    private static let widest = 60

    let name: String
    let columns: [Column]
    let rows: [[Cell]]

    /// Width of each column, in characters.
    var widths: [Int] {
        columns.indices.map { column in
            // Room for the button of the filter beside the header.
            rows.reduce(columns[column].name.count + 3) { max($0, min($1[column].width + 1, Self.widest)) }
        }
    }
}

extension Sheet {
    /// A table of the results.
    init(_ table: ExportedTable) {
        name = table.description.name
        columns = table.fields.map { Column(name: $0.name, isNumeric: $0.isNumeric, comment: $0.explanation) }
        // The values of a summary have each their own unit, in the row.
        let unitColumn = table.fields.firstIndex { $0.name == "unit" }
        rows = table.rows.map { row in
            zip(table.fields, row).map { field, cell in
                switch cell {
                case .empty: .empty
                case .text(let text): .text(text)
                case .date(let date): .date(date)
                case .number(let value):
                    .number(value, NumberFormat(unit: field.unit ?? unitColumn.flatMap { row[$0].text }, value: value))
                }
            }
        }
    }
}

extension Field {
    fileprivate var isNumeric: Bool { kind == .number || kind == .integer }

    /// Title, unit and possible values, a line each.
    fileprivate var explanation: String {
        var lines = [title]
        if let unit { lines.append("Unit: " + (unit == "1" ? "1 (a share or a number without unit)" : unit)) }
        if case .oneOf(let words) = kind { lines.append("One of: " + words.joined(separator: ", ")) }
        return lines.joined(separator: "\n")
    }
}
