internal import Analysis
internal import Glibc
internal import Results
internal import ScenarioFormat
internal import Simulation

/// The options of `sensitivity`.
struct SensitivityOptions: Equatable {
    var scenario: String
    var measure: String
    var method: SensitivitySettings.Method?
    /// Base samples or trajectories.
    var samples: Int?
    /// The most members to run, in place of `samples`.
    var members: Int?
    var resamples = 1000
    var seed: UInt64?
    var jobs: Int?
    /// The folder of a sensitivity whose samples are looked at again.
    var results: String?
    var output = OutputOptions()
    var reading = ReadingOptions()
    var plot = false
    var quiet = false
}

extension SensitivityOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1, let scenario = words.first, let measure = try options.value(.measure) else {
            throw UsageError(
                message:
                    "`sensitivity` needs a scenario and `--measure MARKET.SERVICE.MEASURE`, such as `simulate sensitivity scenarios/block.json --measure russia.telegram.user_days_lost`"
            )
        }
        self.init(
            scenario: scenario, measure: measure,
            method: options.has(.method) ? try options.choice(.method, default: .sobol, "method") : nil,
            samples: try options.whole(.samples), members: try options.whole(.members),
            resamples: try options.whole(.resamples) ?? 1000, seed: try options.seed(),
            jobs: try options.whole(.jobs), results: try options.value(.results), output: try options.output(),
            reading: try options.reading(), plot: options.has(.plot), quiet: options.has(.quiet))
        if samples != nil, members != nil {
            throw UsageError(message: "`--samples` and `--members` both say how much to run; leave out one of them")
        }
        if results != nil, members != nil || jobs != nil {
            throw UsageError(message: "`--results` runs nothing; leave out `--members` and `--jobs`")
        }
    }
}

/// `simulate sensitivity SCENARIO --measure M`: which uncertain quantities a measure hangs on.
enum SensitivityCommand {
    static func run(_ options: SensitivityOptions) async throws -> ExitCode {
        let began = ContinuousClock.now
        let scenario = try options.reading.scenario(options.scenario)
        let destination = options.output.destination(else: "results/\(scenario.name)-sensitivity", namedAfter: [options.scenario])
        try destination.check()
        let recorded = try options.results.map { try RecordedSamples($0) }
        let measure: SummaryMeasure
        do {
            measure = try SummaryMeasure.named(options.measure, in: scenario)
        } catch {
            throw UsageError(message: "`--measure`: \(error)")
        }
        do {
            let settings = try settings(options, recorded, scenario)
            try MachineLimits.check(memory: settings.memory(of: scenario))
            let study = try SensitivityStudy(scenario, settings)
            let samples = study.settings.samples
            if study.settings.method == .sobol { Warnings.ofSobol(samples, "base samples", unless: options.quiet) }
            let rows = if let recorded { try recorded.rows(of: study) } else { try await run(study, measure, options) }
            let quantities = try await study.indices(measure, rows, resamples: options.resamples)
            let leftOut = try SensitivityResults.write(
                study, measure, quantities, rows: rows, resamples: options.resamples, plot: options.plot, to: destination,
                seconds: (ContinuousClock.now - began) / .seconds(1))
            StandardStreams.tell(leftOut, unless: options.quiet)
            if let warning = SensitivityText.warning(
                SensitivityAdvice(quantities), samples: samples, method: study.settings.method, quantities: quantities.count)
            {
                Warnings.tell([warning], unless: options.quiet)
            }
            if options.quiet { return .ok }
            return StandardStreams.print(
                SensitivityText.text(study, measure, quantities)
                    + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
        } catch let refusal as SensitivityRefusal {
            return refused(refusal, options.scenario)
        }
    }

    private static func settings(_ options: SensitivityOptions, _ recorded: RecordedSamples?, _ scenario: Scenario) throws(UsageError)
        -> SensitivitySettings
    {
        let method = options.method ?? recorded?.method ?? .sobol
        var samples = options.samples ?? recorded?.samples ?? method.usualSamples
        if let members = options.members {
            let each = SensitivitySettings.members(method, samples: 1, quantities: scenario.uncertain.count)
            samples = members / each
            if samples < 2 {
                throw UsageError(
                    message:
                        "`--members` is \(members), and \(scenario.uncertain.count) uncertain quantities need \(each) for each sample; give \(2 * each) or more"
                )
            }
            // The largest power of two that doesn't take more.
            if method == .sobol { samples = 1 << (Int.bitWidth - 1 - samples.leadingZeroBitCount) }
        }
        return SensitivitySettings(
            method: method, samples: samples, seed: options.seed ?? recorded?.seed ?? Defaults.seed)
    }

    private static func run(_ study: SensitivityStudy, _ measure: SummaryMeasure, _ options: SensitivityOptions) async throws -> [[Double]]
    {
        let began = ContinuousClock.now
        let jobs = options.jobs ?? Defaults.jobs
        return try await study.run(measure, jobs: jobs) { done in
            guard !options.quiet, isatty(STDERR_FILENO) == 1 else { return }
            let rate = Double(done) / max((ContinuousClock.now - began) / .seconds(1), 1e-9)
            let left = Double(study.members - done) / rate
            StandardStreams.error(
                "\r\(done) of \(study.members) members, \(Int(rate)) a second, \(Int(left.rounded(.up))) s left \u{1B}[K"
                    + (done == study.members ? "\r\u{1B}[K" : ""))
        }
    }

    private static func refused(_ refusal: SensitivityRefusal, _ file: String) -> ExitCode {
        StandardStreams.error("\(Fault(file: file, path: nil, message: "\(refusal)"))\n")
        if case .failed = refusal { return .numericFailure }
        return .badData
    }
}
