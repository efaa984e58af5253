internal import Numerics
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
    /// Options of sbatch's, a word each.
    var sbatch: [String] = []
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
        guard words.count == 1, let scenario = words.first, let members = try options.whole(.members) else {
            throw UsageError(
                message: "`ensemble` needs a scenario and `--members N`, such as `simulate ensemble scenarios/block.json --members 1000`")
        }
        self.init(
            scenario: scenario, output: try options.output(), reading: try options.reading(), members: members,
            seed: try options.seed(), design: try options.choice(.design, default: .random, "design"),
            integrator: try options.choice(.integrator, default: .lockstep, "integrator"),
            jobs: try options.whole(.jobs), shard: try Shard(options.value(.shard), members: members),
            resume: options.has(.resume),
            allowedFailures: try options.whole(.allowFailures) ?? 0, checkpoint: try options.number(.checkpoint, default: 30),
            slurm: try options.whole(.slurm), sbatch: options.values(.sbatch), dryRun: options.has(.dryRun),
            quiet: options.has(.quiet))
        if slurm != nil, shard != nil || resume || jobs != nil {
            throw UsageError(message: "`--slurm` makes shards of its own; leave out `--shard`, `--resume` and `--jobs`")
        }
        if let slurm, slurm > members { throw UsageError(message: "`--slurm` needs no more shards than members, found \(slurm)") }
        if slurm != nil, scenario == "-" {
            throw UsageError(message: "each shard reads the scenario again, which standard input can't give; name a file")
        }
        if slurm == nil, let alone = [Flag.Name.dryRun, .sbatch].first(where: options.has) {
            throw UsageError(message: "`--\(alone.rawValue)` goes with `--slurm N`; add that, or leave it out")
        }
        if let word = sbatch.first(where: { !$0.hasPrefix("-") || $0 == "--" }) {
            throw UsageError(
                message:
                    "`--sbatch` needs one option of sbatch with its value, such as `--sbatch --account=abc`, found \(Quoting.quoted(word))")
        }
        if shard != nil || resume, seed == nil {
            throw UsageError(message: "`--\(resume ? "resume" : "shard")` needs the `--seed` of the other parts, as all draws hang on it")
        }
    }
}

extension EnsembleOptions.Shard {
    init?(_ text: String?, members: Int) throws(UsageError) {
        guard let text else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        let most = min(members, Bounds.whole[.shard]?.upperBound ?? members)
        guard parts.count == 2, let number = parts[0], let count = parts[1], 1...most ~= count, 1...count ~= number else {
            throw UsageError(
                message:
                    "`--shard` needs K/N with K from 1 to N and N no more than \(most == members ? "the members" : "\(most)"), found \(Quoting.quoted(text))"
            )
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
        if settings.design == .sobol { Warnings.ofSobol(settings.members, "members", unless: options.quiet) }
        let capacity = EnsembleCapacity(run)
        try capacity.checkDisk(of: destination.path)
        // The nodes of a cluster have memory of their own.
        if let shards = options.slurm { return try submit(options, settings, shards, destination) }
        try capacity.checkMemory()
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
                "--members", "\(settings.members)", "--seed", "\(settings.seed)", "--design", settings.design.rawValue, "--integrator",
                settings.integrator.rawValue, "--checkpoint", ShortestDecimal.text(options.checkpoint),
            ] + options.reading.arguments
        let jobs = SlurmJobs(
            arguments: words, scenario: options.scenario, allowedFailures: options.allowedFailures, shards: shards, target: destination,
            options: options.sbatch)
        if options.dryRun { return StandardStreams.print(jobs.commands) }
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
            shards: Array(words), output: output, allowedFailures: try options.whole(.allowFailures) ?? 0,
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
