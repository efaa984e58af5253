internal import Results
internal import ScenarioFormat

/// `simulate report RESULTS… [-o FILE]`
enum ReportCommand {
    /// Makes the page of one run, or that which compares several.
    ///
    /// - Returns: what is printed.
    static func run(_ results: [String], output: String?) throws -> String {
        let file = try Report.write(results, to: output)
        return "Report: \(Quoting.printable(file))\n"
    }
}
