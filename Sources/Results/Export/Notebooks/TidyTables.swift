internal import ScenarioFormat

/// The results with an observation a row: the time series in long form, its words in a table of their own.
struct TidyTables {
    let tables: [ExportedTable]

    init(_ results: ExportedResults) {
        tables = [Self.measures(of: results), Self.statuses(of: results.timeseries)] + results.others
    }

    /// Every number of the time series in a row of its own, with its unit.
    private static func measures(of results: ExportedResults) -> ExportedTable {
        let table = results.timeseries
        let measures = table.fields.enumerated().filter { $0.element.kind == .number }
        let pairs = results.folder.pairs
        let fields = table.fields.prefix(3).map { field -> Field in
            var field = field
            switch field.name {
            case "market": field.labels = unique(pairs.map(\.market)).map { ($0, results.folder.label(market: $0)) }
            case "service": field.labels = unique(pairs.map(\.service)).map { ($0, results.folder.label(service: $0)) }
            default: break
            }
            return field
        }
        var measure = Field("measure", .oneOf(measures.map(\.element.name)), "Measure")
        measure.labels = measures.map { ($0.element.name, $0.element.title) }
        let description = TableDescription(
            name: table.description.name, title: table.description.title, key: table.description.key + ["measure"],
            fields: fields + [
                measure, Field("unit", .string, "Unit of the value; 1 for shares and what has none"),
                Field("value", .number, optional: true, "Value in the row's unit; empty where undefined"),
            ])
        let rows = table.rows.flatMap { row in
            measures.map { column, field in
                Array(row.prefix(3)) + [.text(field.name), .text(field.unit ?? "1"), row[column]]
            }
        }
        return ExportedTable(description, rows: rows)
    }

    /// The columns of the time series that hold no numbers.
    private static func statuses(of table: ExportedTable) -> ExportedTable {
        let columns = table.fields.indices.filter { table.fields[$0].kind != .number }
        let description = TableDescription(
            name: "statuses", title: "Access, stage and registry of every service in every market over time",
            key: table.description.key, fields: columns.map { table.fields[$0] })
        return ExportedTable(description, rows: table.rows.map { row in columns.map { row[$0] } })
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
