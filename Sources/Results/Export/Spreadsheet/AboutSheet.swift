internal import ScenarioFormat

/// The first sheet: what was run, by what, and from which sources.
struct AboutSheet: Sendable {
    /// Width of the right column, in characters; longer texts are wrapped.
    static let textWidth = 110
    static let labelWidth = 20

    /// A label, which may be empty, and what it is of.
    struct Row: Sendable {
        let label: String
        let cell: Sheet.Cell

        init(_ label: String, _ cell: Sheet.Cell) {
            self.label = label
            self.cell = cell
        }

        /// Lines that the cell takes.
        var lines: Int { max(1, (cell.width + AboutSheet.textWidth - 1) / AboutSheet.textWidth) }
    }

    let rows: [Row]

    init(_ results: ExportedResults, sheets: [(name: String, title: String)]) {
        let record = results.folder.record
        var rows = [Row("Title", .text(results.folder.title))]
        if let note = results.note { rows.append(Row("Note", .text(note))) }
        rows.append(Row("Scenario", .text(results.folder.name)))
        for (label, key) in [("Start", "start"), ("End", "end")] {
            if let date = results.folder.scenario[key]?.text.flatMap({ CalendarDate(iso: $0) }) { rows.append(Row(label, .date(date))) }
        }
        for (label, key) in [
            ("Scenario's SHA-256", "scenario_sha256"), ("Version of Weir", "version"), ("Numerics fingerprint", "numerics_fingerprint"),
        ] {
            if let text = record[key]?.text { rows.append(Row(label, .text(text))) }
        }
        rows.append(Row("", .empty))
        rows += Self.list("Sheets", sheets.map { "\($0.name): \($0.title)" })
        if !results.sources.isEmpty {
            rows.append(Row("", .empty))
            rows += Self.list("Sources", results.sources)
        }
        self.rows = rows
    }

    private static func list(_ label: String, _ texts: [String]) -> [Row] {
        texts.enumerated().map { Row($0 == 0 ? label : "", .text($1)) }
    }
}
