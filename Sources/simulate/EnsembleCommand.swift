internal import Results
internal import ScenarioFormat
internal import Simulation

/// The options of `ensemble`.
struct EnsembleOptions: Equatable {
    var scenario: String
    var output: String?
    var overrides: [Override] = []
    var members: Int
    var seed: UInt64?
    var design = EnsembleSettings.Design.random
    var jobs: Int?
    var shard: Shard?
    var resume = false
    var allowedFailures = 0
    /// Unit: seconds.
    var checkpoint = 30.0
    var quiet = false

    /// A part of the members, from 1.
    struct Shard: Equatable {
        let number: Int
        let count: Int
    }
}

extension EnsembleOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1, let scenario = words.first, let members: Int = try options.whole(.members, atLeast: 1) else {
            throw UsageError(
                message: "`ensemble` needs a scenario and `--members N`, such as `simulate ensemble scenarios/block.json --members 1000`")
        }
        self.init(
            scenario: scenario, output: try options.value(.output), overrides: try options.overrides(), members: members,
            seed: try options.whole(.seed, atLeast: 0), design: try options.choice(.design, default: .random, "design"),
            jobs: try options.whole(.jobs, atLeast: 1), shard: try Shard(options.value(.shard), members: members),
            resume: options.has(.resume),
            allowedFailures: try options.whole(.allowFailures, atLeast: 0) ?? 0, checkpoint: try options.number(.checkpoint, default: 30),
            quiet: options.has(.quiet))
        if shard != nil || resume, seed == nil {
            throw UsageError(message: "`--\(resume ? "resume" : "shard")` needs the `--seed` of the other parts, as all draws hang on it")
        }
    }
}

extension EnsembleOptions.Shard {
    init?(_ text: String?, members: Int) throws(UsageError) {
        guard let text else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1, (1...count).contains(number), count <= members
        else {
            throw UsageError(
                message: "`--shard` needs K/N with K from 1 to N and N no more than the members, found \(Quoting.quoted(text))")
        }
        self.init(number: number, count: count)
    }
}

/// `simulate ensemble SCENARIO --members N`: bands instead of a line.
enum EnsembleCommand {
    static func run(_ options: EnsembleOptions) async throws -> ExitCode {
        let began = ContinuousClock.now
        let scenario = try Scenario.read(options.scenario, overrides: options.overrides)
        let settings = EnsembleSettings(
            members: options.members, seed: options.seed ?? .random(in: 0...UInt64(UInt32.max)), design: options.design)
        guard let run = EnsembleRun(scenario, settings) else {
            let message =
                "has \(scenario.uncertain.count) uncertain quantities, and a Sobol design reaches \(EnsembleDesign.sobolLimit); use `--design lhs`, or fix some with `--set`"
            throw InputFailure.faulty([Fault(file: options.scenario, path: nil, message: message)])
        }
        let target =
            options.output ?? "results/\(scenario.name)-ensemble" + (options.shard.map { "-shard-\($0.number)-of-\($0.count)" } ?? "")
        try EnsembleCapacity(run).check(folder: target)
        let range = options.shard.map { run.members(part: $0.number, of: $0.count) } ?? 0..<options.members
        // A shard's folder is its work, done or not; that of a whole ensemble lies beside its results until they are written.
        var folder = EnsembleFolder(options.shard == nil ? target + ".partial" : target)
        let state = options.resume && folder.isThere ? try folder.load(run, range) : run.emptyState(range)
        if !options.resume { folder.remove() }
        try await EnsembleProgress.run(run, state, &folder, options)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        if options.shard == nil {
            try EnsembleResults.write(run, state, rows: [folder.rows], to: target, seconds: seconds)
            folder.remove()
        }
        return try report(run, state, options, target, seconds)
    }

    private static func report(_ run: EnsembleRun, _ state: EnsembleState, _ options: EnsembleOptions, _ target: String, _ seconds: Double)
        throws -> ExitCode
    {
        for failure in state.failures.prefix(4) { StandardStreams.error("simulate: member \(failure.member): \(failure.message)\n") }
        let tooMany = state.failures.count > options.allowedFailures
        if tooMany {
            StandardStreams.error(
                "simulate: \(state.failures.count) of \(state.range.count) members failed; `--allow-failures` lets so many be left out\n")
        }
        if !options.quiet {
            let what =
                options.shard.map { "shard \($0.number) of \($0.count), for `simulate merge`" } ?? "described by its datapackage.json"
            let code = StandardStreams.print(
                EnsembleText.text(run, state, seconds: seconds) + "Results: \(Quoting.printable(target)), \(what)\n")
            if code != .ok { return code }
        }
        return tooMany ? .numericFailure : .ok
    }
}

/// `simulate merge SHARD… -o DIR`: the shards of an ensemble put together.
enum MergeCommand {
    static func run(_ shards: [String], output: String, quiet: Bool) throws -> ExitCode {
        let began = ContinuousClock.now
        let (run, parts) = try EnsembleShards.open(shards)
        let whole = run.emptyState(0..<run.settings.members)
        for part in parts { whole.add(part.state) }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        try EnsembleResults.write(run, whole, rows: parts.map(\.rows), to: output, seconds: seconds)
        if quiet { return .ok }
        return StandardStreams.print(
            EnsembleText.text(run, whole, seconds: nil) + "Results: \(Quoting.printable(output)), described by its datapackage.json\n")
    }
}
