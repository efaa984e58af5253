internal import Analysis
internal import Results
internal import ScenarioFormat
internal import Simulation

/// The options of `compare`.
struct CompareOptions: Equatable {
    /// Scenarios and results folders; the first is what the others are held against.
    var inputs: [String]
    var output = OutputOptions()
    var reading = ReadingOptions()
    /// Over how many members two scenarios are compared; nil for their plain runs.
    var members: Int?
    var seed: UInt64?
    var design = EnsembleSettings.Design.random
    var jobs: Int?
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
            inputs: Array(words), output: try options.output(), reading: try options.reading(),
            members: try options.whole(.members), seed: try options.seed(),
            design: try options.choice(.design, default: .random, "design"), jobs: try options.whole(.jobs),
            quiet: options.has(.quiet))
        if words.count(where: { $0 == "-" }) > 1 {
            throw UsageError(message: "only one scenario can come from standard input; name a file for the other")
        }
        if members == nil, options.has(.seed) || options.has(.design) || options.has(.jobs) {
            throw UsageError(message: "`--seed`, `--design` and `--jobs` go with `--members N`; add that, or leave them out")
        }
        if members != nil, words.count != 2 || words.contains(where: { !$0.hasSuffix(".json") }) {
            throw UsageError(message: "`compare --members` needs two scenarios, each a .json file")
        }
    }
}

/// `simulate compare A B…`: scenarios or results side by side, as paired differences from the first.
enum CompareCommand {
    static func run(_ options: CompareOptions) async throws -> ExitCode {
        if let members = options.members { return try await PairedCommand.run(options, members: members) }
        var runs: [ComparedRun] = []
        let folders = try options.inputs.map { try results(of: $0, options.reading) }
        for folder in folders {
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
        let destination = options.output.destination(
            else: "results/" + runs.map(\.label).joined(separator: "-and-"), namedAfter: options.inputs)
        try destination.refuse(inputs: options.inputs)
        try ComparisonResults.write(comparison, title: runs.map(\.label).joined(separator: " and "), to: destination)
        if options.quiet { return .ok }
        return StandardStreams.print(
            ComparisonText.text(comparison, baseline: runs[0].label, titledAs: folders[0])
                + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
    }

    /// A results folder as it is; a scenario is run first.
    private static func results(of input: String, _ reading: ReadingOptions) throws -> ResultsFolder {
        guard input == "-" || input.hasSuffix(".json") else { return try ResultsFolder(input) }
        let scenario = try reading.scenario(input)
        let temporary = try TemporaryResults()
        defer { withExtendedLifetime(temporary) {} }
        try RunResults.write(scenario, to: temporary)
        return try ResultsFolder(temporary.path)
    }
}
