internal import Analysis
internal import Results
internal import ScenarioFormat

/// The options of `compare`.
struct CompareOptions: Equatable {
    /// Scenarios and results folders; the first is what the others are held against.
    var inputs: [String]
    var output: String?
    var overrides: [Override] = []
    var quiet = false
}

extension CompareOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count >= 2 else {
            throw UsageError(
                message:
                    "`compare` needs two scenarios or results folders or more, such as `simulate compare scenarios/refuse-and-register.json scenarios/comply.json`"
            )
        }
        self.init(
            inputs: Array(words), output: try options.value(.output), overrides: try options.overrides(), quiet: options.has(.quiet))
    }
}

/// `simulate compare A B…`: scenarios or results side by side, as paired differences from the first.
enum CompareCommand {
    static func run(_ options: CompareOptions) throws -> ExitCode {
        var runs: [ComparedRun] = []
        for input in options.inputs {
            let folder = try results(of: input, options.overrides)
            let copies = runs.count { $0.label == folder.name || $0.label.hasPrefix(folder.name + "_") }
            runs.append(folder.compared(as: copies == 0 ? folder.name : "\(folder.name)_\(copies + 1)"))
        }
        let comparison = RunComparison(runs[0], Array(runs.dropFirst()))
        if comparison.states.isEmpty {
            throw InputFailure.faulty([
                Fault(
                    file: options.inputs[1], path: nil,
                    message:
                        "has no date, market and service in common with \(Quoting.quoted(options.inputs[0])); compare runs of the same pairs and dates"
                )
            ])
        }
        let folder = options.output ?? "results/" + runs.map(\.label).joined(separator: "-and-")
        try ComparisonResults.write(comparison, title: runs.map(\.label).joined(separator: " and "), to: folder)
        if options.quiet { return .ok }
        return StandardStreams.print(
            ComparisonText.text(comparison, baseline: runs[0].label)
                + "Results: \(Quoting.printable(folder)), described by its datapackage.json\n")
    }

    /// A results folder as it is; a scenario is run first.
    private static func results(of input: String, _ overrides: [Override]) throws -> ResultsFolder {
        guard input == "-" || input.hasSuffix(".json") else { return try ResultsFolder(input) }
        let scenario = try Scenario.read(input, overrides: overrides)
        let temporary = try TemporaryResults()
        try RunResults.write(scenario, to: temporary.path)
        return try ResultsFolder(temporary.path)
    }
}
