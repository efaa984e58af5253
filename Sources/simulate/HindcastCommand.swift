internal import Analysis
internal import Results
internal import ScenarioFormat

/// The options of `hindcast`.
struct HindcastOptions: Equatable {
    var scenario: String
    var output = OutputOptions()
    var reading = ReadingOptions()
    /// The file of observations, in place of the scenario's.
    var data: String?
    /// Names of the parameters that are fitted.
    var free: [String]
    /// The last date whose observations are used.
    var until: CalendarDate
    var members = 1000
    var seed: UInt64?
    var quiet = false
}

extension HindcastOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        let free = options.freeNames
        guard words.count == 1, let scenario = words.first, !free.isEmpty, !free.contains(""), let date = try options.value(.until) else {
            throw UsageError(
                message:
                    "`hindcast` needs a scenario, `--free NAME` and `--until DATE`, such as `simulate hindcast scenarios/telegram-growth.json --free imitation_iran,ceiling_iran --until 2017-02-28`"
            )
        }
        guard let until = CalendarDate(iso: date) else {
            throw UsageError(message: "`--until` needs a date such as 2017-02-28, found \(Quoting.quoted(date))")
        }
        self.init(
            scenario: scenario, output: try options.output(), reading: try options.reading(), data: try options.value(.data),
            free: free, until: until, members: try options.whole(.members) ?? 1000,
            seed: try options.seed(), quiet: options.has(.quiet))
    }
}

/// `simulate hindcast SCENARIO --free NAME… --until DATE`: a forecast of what has already happened, scored.
enum HindcastCommand {
    static func run(_ options: HindcastOptions) async throws -> ExitCode {
        let began = ContinuousClock.now
        let scenario = try options.reading.scenario(options.scenario)
        let destination = options.output.destination(else: "results/\(scenario.name)-hindcast", namedAfter: [options.scenario])
        try destination.check()
        let data = try FitCommand.data(options.data, scenario)
        let observations = try Warnings.observations(data, for: scenario, quiet: options.quiet)
        let settings = HindcastSettings(
            until: options.until, members: options.members, seed: options.seed ?? Defaults.seed)
        try MachineLimits.check(memory: settings.memory(observations: observations.count))
        let result: HindcastResult
        do throws(FitFailure) {
            result = try await Hindcast(scenario, observations, free: options.free, settings).run()
        } catch {
            return FitCommand.failed(error, data: data)
        }
        let record = HindcastRecord(result, settings, observations: data)
        try HindcastResults.write(record, of: scenario, to: destination, seconds: (ContinuousClock.now - began) / .seconds(1))
        if options.quiet { return .ok }
        return StandardStreams.print(
            HindcastText.text(record, of: scenario) + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n"
        )
    }
}
