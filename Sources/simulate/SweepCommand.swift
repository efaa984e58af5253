internal import Results
internal import ScenarioFormat
internal import Simulation

/// `simulate SCENARIO --vary PATH=FROM:TO:STEP`: one table of the summary measures of many runs.
enum SweepCommand {
    static func run(_ options: RunOptions) throws -> ExitCode {
        if options.data != nil { throw UsageError(message: "`--data` doesn't go with `--vary`; run the values of interest one by one") }
        var runs: [SweepRun] = []
        for values in combinations(options.variations) {
            var reading = options.reading
            for (variation, value) in zip(options.variations, values) {
                guard let override = Override("\(variation.path)=\(value)") else {
                    throw UsageError(message: "`--vary` needs a path of keys, found \(Quoting.quoted(variation.path))")
                }
                reading.overrides.append(override)
            }
            let scenario = try reading.scenario(options.scenario)
            runs.append(SweepRun(scenario, values, try ScenarioRun.run(scenario) { _, _ in }))
        }
        guard let first = runs.first else { return .ok }
        let destination = options.output.destination(else: "results/\(first.scenario.name)-sweep", namedAfter: [options.scenario])
        try SweepResults.write(runs, varied: options.variations.map(\.path), to: destination, options.dialect)
        if options.quiet { return .ok }
        return StandardStreams.print(
            "Results: \(Quoting.printable(destination.path))/sweep.csv, the summary measures of \(runs.count) runs\n")
    }

    /// Every combination of values, the last variation's changing fastest.
    private static func combinations(_ variations: [Variation]) -> [[String]] {
        variations.reduce([[]]) { combinations, variation in combinations.flatMap { left in variation.values.map { left + [$0] } } }
    }
}
