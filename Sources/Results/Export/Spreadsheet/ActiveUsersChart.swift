internal import ScenarioFormat

/// A chart of active users, a colour a market, dashed had there been no enforcement; with the wide table that it draws.
struct ActiveUsersChart: Sendable {
    struct Line: Sendable {
        /// Column of the table.
        let column: Int
        let colour: UInt32
        let isDashed: Bool
    }

    /// Colours that colour-blind people can tell apart (P. Tol, Colour Schemes, SRON/EPS/TN/09-002, 2021: muted, and a grey).
    private static let colours: [UInt32] = [
        0x332288, 0xCC6677, 0x117733, 0xDDCC77, 0x88CCEE, 0x882255, 0x44AA99, 0x999933, 0xAA4499, 0x555555,
    ]

    let table: Sheet
    let lines: [Line]
    let time: SerialDateAxis
    let highest: Double

    init(_ results: ExportedResults) {
        let pairs = results.folder.pairs
        let fields = results.timeseries.fields
        let active = fields.firstIndex { $0.name == "active_users" }
        let alone = fields.firstIndex { $0.name == "counterfactual_active_users" }
        var rows: [[Sheet.Cell]] = []
        // The rows of a day stand together, a pair a row.
        for start in stride(from: 0, to: results.timeseries.rows.count, by: max(pairs.count, 1)) {
            let day = results.timeseries.rows[start..<min(start + pairs.count, results.timeseries.rows.count)]
            let date: Sheet.Cell = day.first?.first?.date.map { .date($0) } ?? .empty
            rows.append([date] + day.flatMap { row in [active, alone].map { Self.people(row, $0) } })
        }
        let columns = pairs.flatMap { pair -> [Sheet.Column] in
            let label = results.label(pair)
            return [
                Sheet.Column(name: label, isNumeric: true, comment: "Active users (A)\nUnit: people"),
                Sheet.Column(
                    name: label + ", left alone", isNumeric: true, comment: "Active users had there been no enforcement\nUnit: people"),
            ]
        }
        let date = Sheet.Column(name: "date", isNumeric: false, comment: "Date, at 00:00 UTC")
        table = Sheet(name: "chart data", columns: [date] + columns, rows: rows)
        lines = pairs.indices.flatMap { pair -> [Line] in
            let colour = Self.colours[pair % Self.colours.count]
            return [
                Line(column: 2 * pair + 2, colour: colour, isDashed: true), Line(column: 2 * pair + 1, colour: colour, isDashed: false),
            ]
        }
        let dates = results.timeseries.rows.compactMap { $0.first?.date }
        time = SerialDateAxis(first: dates.first ?? CalendarDate(dayNumber: 0), last: dates.last ?? CalendarDate(dayNumber: 0))
        highest = rows.joined().reduce(0) { if case .number(let value, _) = $1 { max($0, value) } else { $0 } }
    }

    private static func people(_ row: [ExportedTable.Cell], _ column: Int?) -> Sheet.Cell {
        guard let value = column.flatMap({ row[$0].number }) else { return .empty }
        return .number(value, NumberFormat(unit: "people", value: value))
    }
}
