internal import Results
internal import ScenarioFormat
internal import Simulation

/// The options of `ensemble`.
struct EnsembleOptions: Equatable {
    var scenario: String
    var output = OutputOptions()
    var reading = ReadingOptions()
    var members: Int
    var seed: UInt64?
    var design = EnsembleSettings.Design.random
    var integrator = EnsembleSettings.Integrator.lockstep
    var jobs: Int?
    var shard: Shard?
    var resume = false
    var allowedFailures = 0
    /// Unit: seconds.
    var checkpoint = 30.0
    /// How many shards to submit to Slurm.
    var slurm: Int?
    var dryRun = false
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
            scenario: scenario, output: try options.output(), reading: try options.reading(), members: members,
            seed: try options.whole(.seed, atLeast: 0), design: try options.choice(.design, default: .random, "design"),
            integrator: try options.choice(.integrator, default: .lockstep, "integrator"),
            jobs: try options.whole(.jobs, atLeast: 1), shard: try Shard(options.value(.shard), members: members),
            resume: options.has(.resume),
            allowedFailures: try options.whole(.allowFailures, atLeast: 0) ?? 0, checkpoint: try options.number(.checkpoint, default: 30),
            slurm: try options.whole(.slurm, atLeast: 1), dryRun: options.has(.dryRun),
            quiet: options.has(.quiet))
        if members > EnsembleSettings.mostMembers {
            throw UsageError(message: "`--members` is \(members), and at most \(EnsembleSettings.mostMembers) are run")
        }
        if slurm != nil, shard != nil || resume || jobs != nil {
            throw UsageError(message: "`--slurm` makes shards of its own; leave out `--shard`, `--resume` and `--jobs`")
        }
        if let slurm, slurm > members { throw UsageError(message: "`--slurm` needs no more shards than members, found \(slurm)") }
        if dryRun, slurm == nil { throw UsageError(message: "`--dry-run` goes with `--slurm N`; add that, or leave it out") }
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
        let scenario = try options.reading.scenario(options.scenario)
        let settings = EnsembleSettings(
            members: options.members, seed: options.seed ?? Defaults.seed, design: options.design,
            integrator: options.integrator)
        guard let run = EnsembleRun(scenario, settings) else { throw tooManyDimensions(scenario, options.scenario) }
        let destination = options.output.destination(
            else: "results/\(scenario.name)-ensemble" + (options.shard.map { "-shard-\($0.number)-of-\($0.count)" } ?? ""),
            namedAfter: [options.scenario])
        if options.shard == nil { try destination.check() }
        try EnsembleCapacity(run).check(folder: destination.path)
        if let shards = options.slurm { return try submit(options, settings, shards, destination) }
        let range = options.shard.map { run.members(part: $0.number, of: $0.count) } ?? 0..<options.members
        // A shard's folder is its work, done or not; that of a whole ensemble lies beside its results until they are written.
        var folder = EnsembleFolder(options.shard == nil ? destination.partial : destination)
        try folder.open(run, resumes: options.resume)
        defer { folder.removeUnlessKept() }
        let state = options.resume && folder.isThere ? try folder.load(run, range) : run.emptyState(range)
        try await EnsembleProgress.run(run, state, &folder, options)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        if EnsembleFailures.areTooMany(
            state, allowed: options.allowedFailures, "the work is kept, and `--resume --allow-failures` goes on with it")
        {
            try folder.save(run, state)
            return .numericFailure
        }
        if options.shard == nil {
            do {
                try EnsembleResults.write(run, state, rows: [folder.rows], to: destination, seconds: seconds)
            } catch {
                try folder.save(run, state)
                throw error
            }
            folder.remove()
        }
        if options.quiet { return .ok }
        let what = options.shard.map { "shard \($0.number) of \($0.count), for `simulate merge`" } ?? "described by its datapackage.json"
        return StandardStreams.print(
            EnsembleText.text(run, state, seconds: seconds) + "Results: \(Quoting.printable(destination.path)), \(what)\n")
    }

    /// A Sobol design that can't be made, and the way out.
    static func tooManyDimensions(_ scenario: Scenario, _ path: String) -> InputFailure {
        let message =
            "has \(scenario.uncertain.count) uncertain quantities, and a Sobol design reaches \(EnsembleDesign.sobolLimit); use `--design lhs`, or fix some with `--set`"
        return .faulty([Fault(file: path, path: nil, message: message)])
    }

    /// Hands the work to Slurm, or tells what would be handed over.
    private static func submit(_ options: EnsembleOptions, _ settings: EnsembleSettings, _ shards: Int, _ destination: Destination) throws
        -> ExitCode
    {
        let words =
            [
                "ensemble", options.scenario, "--members", "\(settings.members)", "--seed", "\(settings.seed)", "--design",
                settings.design.rawValue, "--integrator", settings.integrator.rawValue,
            ]
            + options.reading.arguments
        let jobs = SlurmJobs(arguments: words, allowedFailures: options.allowedFailures, shards: shards, target: destination)
        if options.dryRun {
            let scripts = jobs.scripts.map { "# \(Quoting.printable($0.path))\n\($0.text)" }.joined(separator: "\n")
            return StandardStreams.print(scripts + "\n" + jobs.commands.map { $0 + "\n" }.joined())
        }
        let submitted = try jobs.submit()
        if options.quiet { return .ok }
        return StandardStreams.print(
            "Slurm has the array \(submitted.array) and the merge \(submitted.merge), with seed \(settings.seed); the results will be in \(Quoting.printable(destination.path))\n"
        )
    }
}

/// Members that could not be computed.
enum EnsembleFailures {
    /// Names the first of them, and tells whether there are more than may be left out.
    static func areTooMany(_ state: EnsembleState, allowed: Int, _ way: String) -> Bool {
        for failure in state.failures.prefix(4) { StandardStreams.error("simulate: member \(failure.member): \(failure.message)\n") }
        guard state.failures.count > allowed else { return false }
        StandardStreams.error(
            "simulate: \(state.failures.count) of \(state.range.count) members failed, \(allowed) may, and no results are written; \(way)\n"
        )
        return true
    }
}

/// The options of `merge`.
struct MergeOptions: Equatable {
    var shards: [String]
    var output: OutputOptions
    var allowedFailures = 0
    var quiet = false
}

extension MergeOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        let output = try options.output()
        guard !words.isEmpty, output.path != nil else {
            throw UsageError(
                message:
                    "`merge` needs shards and `-o DIR`, such as `simulate merge results/block-ensemble-shard-*-of-3 -o results/block-ensemble`"
            )
        }
        self.init(
            shards: Array(words), output: output, allowedFailures: try options.whole(.allowFailures, atLeast: 0) ?? 0,
            quiet: options.has(.quiet))
    }
}

/// `simulate merge SHARD… -o DIR`: the shards of an ensemble put together.
enum MergeCommand {
    static func run(_ options: MergeOptions) throws -> ExitCode {
        let began = ContinuousClock.now
        let destination = options.output.destination(else: "", namedAfter: [])
        try destination.check()
        let (run, parts) = try EnsembleShards.open(options.shards)
        // Their folders stay locked until all is written.
        defer { withExtendedLifetime(parts) {} }
        let whole = run.emptyState(0..<run.settings.members)
        for part in parts { whole.add(part.state) }
        if EnsembleFailures.areTooMany(whole, allowed: options.allowedFailures, "`--allow-failures` lets so many be left out") {
            return .numericFailure
        }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        try EnsembleResults.write(run, whole, rows: parts.map(\.rows), to: destination, seconds: seconds)
        if options.quiet { return .ok }
        return StandardStreams.print(
            EnsembleText.text(run, whole, seconds: nil)
                + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
    }
}
