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
    public static func write(_ results: ExportedResults, to path: String) throws {
        #if canImport(CXLSXWriter)
            let tables = [results.timeseries] + results.others
            for table in tables where table.rows.count >= Sheet.mostRows { throw tooLong(table, results) }
            let chart = ActiveUsersChart(results)
            let about = AboutSheet(
                results,
                sheets: [("chart", "Active users by market")] + tables.map { ($0.description.name, $0.description.title) }
                    + [(chart.table.name, "The numbers of the chart, a column a line")])
            try Folder.make(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
            try AtomicFile.write(to: path) { draft throws(ResultsFailure) in
                let book = try Workbook(draft, for: path)
                try book.add(about)
                let place = try unsafe book.addChartSheet("chart")
                for table in tables { try book.add(Sheet(table)) }
                try book.add(chart.table)
                try unsafe book.draw(chart, on: place)
                try book.close()
            }
        #else
            throw ExportFailure.builtWithoutSpreadsheets
        #endif
    }

    private static func tooLong(_ table: ExportedTable, _ results: ExportedResults) -> InputFailure {
        let message =
            "has \(table.rows.count) rows, and a sheet can take \(Sheet.mostRows - 1); run the scenario with a longer `output_every`, such as `--set output_every=P1M`"
        return .faulty([Fault(file: "\(results.folder.path)/\(table.description.fileName)", path: nil, message: message)])
    }
}
