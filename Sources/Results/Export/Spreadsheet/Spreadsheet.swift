internal import ScenarioFormat

/// Results as a spreadsheet (Office Open XML), a sheet a table.
public enum Spreadsheet {
    /// Whether this build can write spreadsheets, for which it needs libxlsxwriter.
    public static var isBuiltIn: Bool {
        #if canImport(CXLSXWriter)
            true
        #else
            false
        #endif
    }

    /// Writes the file as a whole, in place of the one before; the same results give the same bytes.
    ///
    /// - Throws: `InputFailure` where a table is too long for a sheet, `ExportFailure` or `ResultsFailure`.
    public static func write(_ results: ExportedResults, to destination: Destination) throws {
        #if canImport(CXLSXWriter)
            let tables = [results.timeseries] + results.others
            for table in tables where table.rows.count >= Sheet.mostRows { throw tooLong(table, results) }
            let chart = ActiveUsersChart(results)
            let about = AboutSheet(
                results,
                sheets: [("chart", "Active users by market")] + tables.map { ($0.description.name, $0.description.title) }
                    + [(chart.table.name, "The numbers of the chart, a column a line")])
            let sheets = tables.map { Sheet($0) } + [chart.table]
            let made = try Folder.make(Folder.split(destination.path).folder)
            // Those that are empty, as nothing has come of it.
            defer { Folder.unmake(made) }
            // For the parts of the file, which libxlsxwriter removes unless it is killed.
            let parts = try Draft(.scratch, for: try destination.resolved(), tell: destination.tell)
            defer { parts.discard() }
            try AtomicFile.write(.spreadsheet, to: destination) { draft, name throws(ResultsFailure) in
                // libxlsxwriter doesn't say why it can't create a file, nor that its temporary files were cut short by a full disk.
                let file = try OutputFile(opening: draft, calledInFaults: name)
                try file.reserve(mostBytes(sheets))
                let book = try Workbook(draft, for: name, temporaryFolder: parts.path + "/")
                try book.add(about)
                let place = try unsafe book.addChartSheet("chart")
                for sheet in sheets { try book.add(sheet) }
                try unsafe book.draw(chart, on: place)
                try book.close()
                try Seal.seal(zipAt: draft, calledInFaults: name)
                try file.flush()
            }
        #else
            throw ExportFailure.builtWithoutSpreadsheets
        #endif
    }

    /// More than the parts of the file can take before they are compressed.
    private static func mostBytes(_ sheets: [Sheet]) -> Int {
        // A cell's tags, reference and number take some 80 bytes, in a chart once more; a letter 6 where it is escaped.
        let cells = sheets.reduce(0) { $0 + ($1.rows.count + 1) * ($1.columns.count + 1) }
        let letters = sheets.flatMap(\.rows).joined().reduce(0) { if case .text(let text) = $1 { $0 + text.utf8.count } else { $0 } }
        return (1 << 18) + 2 * 80 * cells + 6 * letters
    }

    private static func tooLong(_ table: ExportedTable, _ results: ExportedResults) -> InputFailure {
        let message =
            "has \(table.rows.count) rows, and a sheet can take \(Sheet.mostRows - 1); run the scenario with a longer `output_every`, such as `--set output_every=P1M`"
        return .faulty([Fault(file: "\(results.folder.path)/\(table.description.fileName)", path: nil, message: message)])
    }
}
