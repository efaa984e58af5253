internal import Results
internal import ScenarioFormat

/// The options of a run.
struct RunOptions: Equatable {
    var scenario: String
    var output = OutputOptions()
    var reading = ReadingOptions()
    /// Keys that take a range of values.
    var variations: [Variation] = []
    /// The file of observations, in place of the scenario's.
    var data: String?
    var dialect = CSVDialect.standard
    /// Whether the results are drawn too.
    var plot = false
    var quiet = false
}

extension RunOptions {
    init(_ words: [String], _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1 else {
            throw UsageError(
                message: "one scenario is run at a time, and \(Quoting.quoted(words[1])) is a second; run them one after the other")
        }
        if words[0] == "-", options.has(.vary) {
            throw UsageError(message: "a sweep reads its scenario again for each run, which standard input can't give; name a file")
        }
        self.init(
            scenario: words[0], output: try options.output(), reading: try options.reading(),
            variations: try Variation.all(options.values(.vary)), data: try options.value(.data),
            dialect: try options.choice(.dialect, default: .standard, "dialect"), plot: options.has(.plot), quiet: options.has(.quiet))
        if plot, !variations.isEmpty {
            throw UsageError(message: "`--plot` draws one run, and `--vary` asks for many; remove one of them")
        }
        if plot, dialect != .standard {
            throw UsageError(
                message: "`--plot` reads the results back, which goes in the standard dialect only; remove `--dialect` or `--plot`")
        }
    }
}

/// `simulate SCENARIO`: runs a scenario and writes its results.
enum RunCommand {
    static func run(_ options: RunOptions) throws -> ExitCode {
        if !options.variations.isEmpty { return try SweepCommand.run(options) }
        let scenario = try options.reading.scenario(options.scenario)
        let observations = try (options.data ?? scenario.observations).map {
            try Warnings.observations($0, for: scenario, quiet: options.quiet)
        }
        let destination = options.output.destination(else: "results/\(scenario.name)", namedAfter: [options.scenario])
        let settings = ResultsOptions(observations: observations, dialect: options.dialect, plot: options.plot)
        var summary = SummaryText(scenario)
        let (outcome, leftOut) = try RunResults.write(scenario, to: destination, settings) { summary.observe($0) }
        StandardStreams.tell(leftOut, unless: options.quiet)
        if options.quiet { return .ok }
        return StandardStreams.print(
            summary.text(outcome, sparklines: StandardStreams.showsBlocks)
                + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
    }
}
