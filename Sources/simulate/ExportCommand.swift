internal import Results
internal import ScenarioFormat

/// The options of `export`.
struct ExportOptions: Equatable {
    var results: String
    var writesSpreadsheet = false
    var writesNotebooks = false
    var output = OutputOptions()
    var quiet = false

    /// What the results are called.
    private var name: String { results.split(separator: "/").last.map(String.init) ?? "/" }
    /// Where the spreadsheet goes.
    var spreadsheet: Destination { output.destination(else: results + ".xlsx", namedAfter: [results]) }
    /// Where the notebooks go.
    var notebooks: Destination { output.destination(else: "notebooks-export/" + name, namedAfter: [results]) }
}

extension ExportOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1, var results = words.first else {
            throw UsageError(message: "`export` needs one results folder, such as `simulate export results/block --xlsx`")
        }
        while results.count > 1, results.hasSuffix("/") { results.removeLast() }
        let output = try options.output()
        // Asked for neither, both are wanted.
        let both = options.has(.xlsx) == options.has(.notebook)
        if both, output.path != nil {
            throw UsageError(
                message: "`-o` names one place, and a spreadsheet and notebooks need two; add `--xlsx` or `--notebook`, not both")
        }
        if output.path == nil, ["/", ".", ".."].contains(results.split(separator: "/").last ?? "/") {
            throw UsageError(message: "\(Quoting.quoted(results)) gives the export no name; name its place with `-o`")
        }
        self.init(
            results: results, writesSpreadsheet: both || options.has(.xlsx), writesNotebooks: both || options.has(.notebook),
            output: output,
            quiet: options.has(.quiet))
    }
}

/// `simulate export RESULTS`: results as a spreadsheet, or as tidy tables with notebooks that draw them.
enum ExportCommand {
    static func run(_ options: ExportOptions) throws -> ExitCode {
        // Before anything is written, so that there is all of it or nothing.
        if options.writesSpreadsheet, !Spreadsheet.isBuiltIn { throw ExportFailure.builtWithoutSpreadsheets }
        let results = try ExportedResults(options.results)
        if options.writesNotebooks { try options.notebooks.refuse(inputs: [options.results]) }
        var told = ""
        if options.writesSpreadsheet {
            try Spreadsheet.write(results, to: options.spreadsheet)
            told += "Spreadsheet: \(Quoting.printable(options.spreadsheet.path))\n"
        }
        if options.writesNotebooks {
            try NotebookFolder.write(results, to: options.notebooks)
            told +=
                "Notebooks: \(Quoting.printable(options.notebooks.path)): charts.ipynb (pandas), charts.Rmd (R), and the tables that they load\n"
        }
        return options.quiet ? .ok : StandardStreams.print(told)
    }
}
