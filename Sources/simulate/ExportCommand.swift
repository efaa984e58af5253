internal import Results
internal import ScenarioFormat

/// The options of `export`.
struct ExportOptions: Equatable {
    var results: String
    /// Where the spreadsheet goes; nil where none is asked for.
    var spreadsheet: String?
    /// Where the notebooks go; nil where none are asked for.
    var notebooks: String?
    var quiet = false
}

extension ExportOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1, var results = words.first else {
            throw UsageError(message: "`export` needs one results folder, such as `simulate export results/block --xlsx`")
        }
        while results.count > 1, results.hasSuffix("/") { results.removeLast() }
        let output = try options.value(.output)
        // Asked for neither, both are wanted.
        let both = options.has(.xlsx) == options.has(.notebook)
        if both, output != nil {
            throw UsageError(
                message: "`-o` names one place, and a spreadsheet and notebooks need two; add `--xlsx` or `--notebook`, not both")
        }
        let name = results.split(separator: "/").last.map(String.init) ?? "/"
        if output == nil, ["/", ".", ".."].contains(name) {
            throw UsageError(message: "\(Quoting.quoted(results)) gives the export no name; name its place with `-o`")
        }
        self.init(
            results: results, spreadsheet: both || options.has(.xlsx) ? output ?? results + ".xlsx" : nil,
            notebooks: both || options.has(.notebook) ? output ?? "notebooks-export/" + name : nil, quiet: options.has(.quiet))
    }
}

/// `simulate export RESULTS`: results as a spreadsheet, or as tidy tables with notebooks that draw them.
enum ExportCommand {
    static func run(_ options: ExportOptions) throws -> ExitCode {
        // Before anything is written, so that there is all of it or nothing.
        if options.spreadsheet != nil, !Spreadsheet.isBuiltIn { throw ExportFailure.builtWithoutSpreadsheets }
        let results = try ExportedResults(options.results)
        var told = ""
        if let path = options.spreadsheet {
            try Spreadsheet.write(results, to: path)
            told += "Spreadsheet: \(Quoting.printable(path))\n"
        }
        if let path = options.notebooks {
            try NotebookFolder.write(results, to: path)
            told += "Notebooks: \(Quoting.printable(path)): charts.ipynb (pandas), charts.Rmd (R), and the tables that they load\n"
        }
        return options.quiet ? .ok : StandardStreams.print(told)
    }
}
