internal import Results
internal import ScenarioFormat

/// `simulate report RESULTS… [-o FILE]`
enum ReportCommand {
    /// Makes the page of one run, or that which compares several.
    ///
    /// - Returns: what is printed.
    static func run(_ results: [String], _ output: OutputOptions) throws -> String {
        let destination = output.destination(else: Report.defaultPath(results), namedAfter: [])
        try Report.write(results, to: destination)
        return "Report: \(Quoting.printable(destination.path))\n"
    }
}
