/// Results for notebooks: tidy tables, their description, and a notebook each for Python and R that load and draw them.
public enum NotebookFolder {
    /// Writes the folder as a whole, in place of the export before.
    ///
    /// - Throws: `ResultsFailure`; the export before is then as it was.
    public static func write(_ results: ExportedResults, to folder: Destination) throws(ResultsFailure) {
        let directory = try ResultsDirectory(folder)
        let files = ResultsFiles(directory, .standard)
        for table in TidyTables(results).tables { try files.write(Table(table), table.rows) }
        let package = DataPackage.text(
            name: DataPackage.packageName(results.folder.name), title: results.folder.title, description: results.note,
            sources: results.sources, files.tables, .standard)
        try files.write("datapackage.json", package)
        // The same for all results: what is of the scenario, they read from the tables and their description.
        for (name, bytes) in [("charts.ipynb", PackageResources.charts_ipynb), ("charts.Rmd", PackageResources.charts_Rmd)] {
            let file = try directory.file(name)
            try file.write(bytes)
            try file.flush()
        }
        try files.publish()
    }
}

extension Table<[ExportedTable.Cell]> {
    /// The way to write a table that was read.
    init(_ table: ExportedTable) {
        self.init(
            name: table.description.name, title: table.description.title, key: table.description.key,
            columns: table.fields.enumerated().map { index, field in
                Column(field: field) { row, cells in
                    switch row[index] {
                    case .empty: break
                    case .text(let text): cells.append(text)
                    case .date(let date): cells.append(DateText(date))
                    case .number(let value): cells.append(value)
                    }
                }
            })
    }
}
