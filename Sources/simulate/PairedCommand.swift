internal import Results
internal import ScenarioFormat
internal import Simulation

/// `simulate compare A B --members N`: two scenarios over the same draws, with bands.
enum PairedCommand {
    static func run(_ options: CompareOptions, members: Int) async throws -> ExitCode {
        let began = ContinuousClock.now
        let settings = EnsembleSettings(members: members, seed: options.seed ?? Defaults.seed, design: options.design)
        var runs: [EnsembleRun] = []
        for input in options.inputs {
            let scenario = try options.reading.scenario(input)
            guard let run = EnsembleRun(scenario, settings) else { throw EnsembleCommand.tooManyDimensions(scenario, input) }
            runs.append(run)
        }
        let destination = options.output.destination(
            else: "results/" + runs.map(\.scenario.name).joined(separator: "-and-"), namedAfter: options.inputs)
        try destination.check()
        guard let differences = runs[1].differences(from: runs[0]) else {
            let message =
                "has other services, markets or dates of output than \(Quoting.quoted(options.inputs[0])); members can only be compared pair by pair and date by date"
            throw InputFailure.faulty([Fault(file: options.inputs[1], path: nil, message: message)])
        }
        if settings.design == .sobol { Warnings.ofSobol(members, "members", unless: options.quiet) }
        try EnsembleCapacity(differences).checkMemory()
        let state = differences.emptyState(0..<members)
        var paired = PairedResults(differences, from: runs[0].scenario)
        try await differences.run(state, jobs: options.jobs ?? Defaults.jobs) { paired.add($1) }
        for failure in state.failures.prefix(4) { StandardStreams.error("simulate: member \(failure.member): \(failure.message)\n") }
        if !state.failures.isEmpty { return .numericFailure }
        try paired.write(state, to: destination, seconds: (ContinuousClock.now - began) / .seconds(1))
        if options.quiet { return .ok }
        let seed = "seed \(settings.seed)\n"
        return StandardStreams.print(
            paired.text(members: members) + seed
                + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
    }
}
