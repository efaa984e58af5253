internal import Analysis
internal import Numerics
internal import Results
internal import ScenarioFormat

/// The options of `fit`.
struct FitOptions: Equatable {
    var scenario: String
    var output = OutputOptions()
    var reading = ReadingOptions()
    /// The file of observations, in place of the scenario's.
    var data: String?
    /// Names of the parameters that are fitted.
    var free: [String]
    var residuals: [Observation.Measure: ResidualScale] = [:]
    var method = LeastSquares.Method.lm
    var starts = 12
    var sampler = FitSettings.Sampler.laplace
    var draws = 1000
    var steps = 10_000
    var seed: UInt64?
    var quiet = false

    func settings(seed: UInt64) -> FitSettings {
        var settings = FitSettings()
        settings.residuals = residuals
        settings.method = method
        settings.starts = starts
        settings.sampler = sampler
        settings.draws = draws
        settings.steps = steps
        settings.seed = seed
        return settings
    }
}

extension FitOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        let free = options.freeNames
        guard words.count == 1, let scenario = words.first, !free.isEmpty, !free.contains("") else {
            throw UsageError(
                message:
                    "`fit` needs a scenario and `--free NAME`, such as `simulate fit scenarios/block.json --free imitation_russia,ceiling_russia`"
            )
        }
        self.init(
            scenario: scenario, output: try options.output(), reading: try options.reading(), data: try options.value(.data),
            free: free, residuals: try Self.residuals(options), method: try options.choice(.method, default: .lm, "method"),
            starts: try options.whole(.starts) ?? 12, sampler: try options.choice(.sampler, default: .laplace, "sampler"),
            draws: try options.whole(.draws) ?? 1000, steps: try options.whole(.steps) ?? 10_000,
            seed: try options.seed(), quiet: options.has(.quiet))
        if options.has(.steps), sampler != .stretch {
            throw UsageError(message: "`--steps` goes with `--sampler stretch`; add that, or leave it out")
        }
    }

    /// `log` for all measures, or `MEASURE=log` for one.
    private static func residuals(_ options: ParsedOptions) throws(UsageError) -> [Observation.Measure: ResidualScale] {
        var scales: [Observation.Measure: ResidualScale] = [:]
        for text in options.values(.residuals) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let word = parts.last, let scale = ResidualScale(rawValue: word) else {
                let names = ResidualScale.allCases.map(\.rawValue)
                throw UsageError(
                    message: "`--residuals` needs log or linear, or MEASURE=log, found \(Quoting.quoted(text))"
                        + (parts.last.flatMap { NearestName.nearest(to: $0, among: names) }.map { "; did you mean `\($0)`?" } ?? ""))
            }
            if parts.count == 1 {
                for measure in Observation.Measure.allCases { scales[measure] = scale }
            } else if let measure = Observation.Measure(rawValue: parts[0]) {
                scales[measure] = scale
            } else {
                throw UsageError(
                    message: "there is no measure \(Quoting.quoted(parts[0]))"
                        + NearestName.suggestion(for: parts[0], among: Observation.Measure.allCases.map(\.rawValue)))
            }
        }
        return scales
    }
}

/// `simulate fit SCENARIO --data OBSERVATIONS --free NAME…`: parameters from observations.
enum FitCommand {
    static func run(_ options: FitOptions) async throws -> ExitCode {
        let began = ContinuousClock.now
        let scenario = try options.reading.scenario(options.scenario)
        let destination = options.output.destination(else: "results/\(scenario.name)-fit", namedAfter: [options.scenario])
        try destination.check()
        let data = try data(options.data, scenario)
        let observations = try Warnings.observations(data, for: scenario, quiet: options.quiet)
        let settings = options.settings(seed: options.seed ?? Defaults.seed)
        try MachineLimits.check(memory: settings.memory(parameters: options.free.count))
        let result: FitResult
        do throws(FitFailure) {
            result = try await Fit(scenario, observations, free: options.free, settings).run()
        } catch {
            return failed(error, data: data)
        }
        let record = FitRecord(result, settings, observations: data)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        try FitResults.write(record, of: scenario, to: destination, seconds: seconds)
        if !options.quiet {
            let code = StandardStreams.print(
                FitText.text(record) + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
            if code != .ok { return code }
        }
        guard let doubts = result.sampler?.doubts, !doubts.isEmpty else { return .ok }
        StandardStreams.error(
            "simulate: the chains have not converged: \(doubts.joined(separator: "; ")); use more `--steps`. "
                + "The draws are in posterior-not-converged.csv, for inspection only\n")
        return .numericFailure
    }

    /// The file of observations that an option names, or else the scenario.
    static func data(_ named: String?, _ scenario: Scenario) throws(UsageError) -> String {
        if let data = named ?? scenario.observations { return data }
        throw UsageError(
            message: "there is nothing to fit to: name a file of observations with `--data`, or in the scenario's `observations`")
    }

    static func failed(_ failure: FitFailure, data: String) -> ExitCode {
        let (code, file): (ExitCode, String) =
            switch failure {
            case .names: (.usage, "simulate")
            case .observations: (.badData, Quoting.printable(data))
            case .notComputed: (.numericFailure, "simulate")
            }
        StandardStreams.error(failure.faults.map { "\(file): \($0)\n" }.joined())
        return code
    }
}
