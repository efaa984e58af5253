internal import Analysis
internal import Numerics
internal import Results
internal import Simulation

/// What the first word of a command line asks for. One table makes the parser, the help, the man page and the completions.
enum Verb: String, CaseIterable {
    /// Runs a scenario; the verb that has no word.
    case run
    case validate, `init`, check, compare, ensemble, merge, sensitivity, discover, fit, hindcast, plot, report, export, schema

    /// The verbs that are typed.
    static var words: [String] { allCases.filter { $0 != .run }.map(\.rawValue) }

    /// How a command line with the verb looks. What its words in capitals stand for, `Placeholder` tells.
    var form: String {
        switch self {
        case .run: "SCENARIO [-o DIR] [--set PATH=VALUE]… [--vary …] [--plot]"
        case .validate: "validate SCENARIO…"
        case .`init`: "init NAME"
        case .check: "check SCENARIO --golden DIR"
        case .compare: "compare A B…"
        case .ensemble: "ensemble SCENARIO --members N"
        case .merge: "merge SHARD… -o DIR"
        case .sensitivity: "sensitivity SCENARIO --measure M [--method sobol|morris]"
        case .discover: "discover RESULTS --where CONDITION"
        case .fit: "fit SCENARIO --free NAME… [--data OBSERVATIONS]"
        case .hindcast: "hindcast SCENARIO --free NAME… --until DATE [--data OBSERVATIONS]"
        case .plot: "plot RESULTS…"
        case .report: "report RESULTS… [-o FILE]"
        case .export: "export RESULTS [--xlsx] [--notebook]"
        case .schema: "schema"
        }
    }

    /// What it does, in a line.
    var help: String {
        switch self {
        case .run: "run a scenario, write its results as CSV"
        case .validate: "name the faults of scenarios, or none"
        case .`init`: "write NAME.json, a scenario to start from, every key explained"
        case .check: "hold a scenario's results against golden ones"
        case .ensemble: "run many members, each with draws of its own, and write bands"
        case .merge: "put the shards of an ensemble together"
        case .sensitivity: "tell which uncertain quantities a summary measure hangs on"
        case .discover: "tell which draws of an ensemble lead to an outcome"
        case .fit: "estimate parameters from observations, and say how sure that is"
        case .hindcast: "fit up to a date, forecast what was observed after it, and score that"
        case .compare: "scenarios or results folders, as differences from the first"
        case .plot: "draw results, as SVG and PNG in their folder"
        case .report: "a page on results, or comparing several"
        case .export: "results as a spreadsheet, as notebooks, or both"
        case .schema: "print the JSON Schema of scenarios, for editors"
        }
    }
}

/// An option of the command line. One table makes the parser, the help, the man page and the completions.
struct Flag {
    enum Name: String, CaseIterable {
        case output, set, allowOutside = "allow-outside", vary, data, dialect, plot, golden, rtol, atol, update, junit, xlsx, notebook
        case moveAside = "move-aside"
        case measure, method, samples, resamples, results, `where`, threshold, alpha, mass, members, seed, design, jobs, shard, resume,
            allowFailures = "allow-failures"
        case integrator, checkpoint, slurm, sbatch, dryRun = "dry-run", free, until, residuals, starts, sampler, draws, steps, quiet, help
        case version, man, completions
    }
    let name: Name
    /// Its one-letter form.
    let short: Character?
    /// What its value is called, which `Placeholder` tells the kind of; nil where it takes none.
    let value: String?
    /// The verbs it goes with, the one that it is listed under first; empty for any.
    let verbs: [Verb]
    let help: String
    /// The words that its value is one of; empty where it may be another.
    var choices: [String] = []

    var long: String { "--" + name.rawValue }

    /// The verbs that an option goes with, in any of its forms; empty for any.
    static func verbs(of name: Name) -> [Verb] { all.filter { $0.name == name }.flatMap(\.verbs) }

    /// The options that go with a verb, those that go with any left out.
    static func all(of verb: Verb) -> [Flag] { all.filter { $0.verbs.contains(verb) } }

    /// Every way to type an option that takes a value, each once.
    static var valued: [String] {
        all.filter { $0.value != nil }.flatMap(\.names).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// How it is typed: `-o`, `--output`.
    var names: [String] { (short.map { ["-\($0)"] } ?? []) + [long] }

    static let all = [
        Flag(
            name: .output, short: "o", value: "DIR", verbs: [.run, .compare, .ensemble, .sensitivity, .discover, .fit, .hindcast],
            help: "write the results to DIR; by default below results, named after the scenario"),
        Flag(name: .output, short: "o", value: "DIR", verbs: [.merge], help: "write the merged results to DIR"),
        Flag(
            name: .output, short: "o", value: "FILE", verbs: [.report],
            help: "write the page to FILE instead of RESULTS/report.html, or results/report.html for several"),
        Flag(
            name: .output, short: "o", value: "PLACE", verbs: [.export],
            help: "write the spreadsheet to the file, or the notebooks to the folder, PLACE"),
        Flag(
            name: .moveAside, short: nil, value: nil,
            verbs: [.run, .check, .compare, .ensemble, .merge, .sensitivity, .discover, .fit, .hindcast, .plot, .report, .export],
            help: "rename what is in the place of the results, NAME to NAME.1, instead of replacing or refusing it"),
        Flag(
            name: .set, short: nil, value: "PATH=VALUE",
            verbs: [.run, .validate, .check, .compare, .ensemble, .sensitivity, .fit, .hindcast],
            help: "set a key of the scenario, such as solver.method=rkf45; null removes it; may be repeated"),
        Flag(
            name: .allowOutside, short: nil, value: nil,
            verbs: [.run, .validate, .check, .compare, .ensemble, .sensitivity, .fit, .hindcast],
            help: "let a scenario name files outside its own folder"),
        Flag(
            name: .vary, short: nil, value: "PATH=FROM:TO:STEP", verbs: [.run],
            help: "run once for each value and write one table of the summary measures; repeated, every combination"),
        Flag(
            name: .data, short: nil, value: "OBSERVATIONS", verbs: [.run],
            help: "compare with the observations in this CSV file, written to observed.csv"),
        Flag(
            name: .data, short: nil, value: "OBSERVATIONS", verbs: [.fit, .hindcast],
            help: "fit to the observations in this CSV file instead of the scenario's"),
        Flag(
            name: .dialect, short: nil, value: "NAME", verbs: [.run],
            help: "write CSV as standard (the default), excel, or excel-semicolon with decimal commas",
            choices: CSVDialect.allCases.map(\.rawValue)),
        Flag(
            name: .plot, short: nil, value: nil, verbs: [.run, .sensitivity, .discover],
            help: "draw the results too, as SVG, and as PNG if `rsvg-convert` is installed"),
        Flag(name: .golden, short: nil, value: "DIR", verbs: [.check], help: "the folder of golden results to compare with"),
        Flag(
            name: .rtol, short: nil, value: "NUMBER", verbs: [.check],
            help: "relative difference allowed (1e-6); whole numbers and texts must be the same"),
        Flag(
            name: .atol, short: nil, value: "NUMBER", verbs: [.check],
            help: "absolute difference allowed, in the column's unit (1); of shares and days 1e-6 at most"),
        Flag(name: .update, short: nil, value: nil, verbs: [.check], help: "write the golden results instead of comparing"),
        Flag(name: .junit, short: nil, value: "FILE", verbs: [.check], help: "write the outcome as JUnit XML besides"),
        Flag(name: .xlsx, short: nil, value: nil, verbs: [.export], help: "write a spreadsheet, RESULTS.xlsx"),
        Flag(name: .notebook, short: nil, value: nil, verbs: [.export], help: "write tidy CSV and notebooks, notebooks-export/NAME"),
        Flag(
            name: .measure, short: nil, value: "M", verbs: [.sensitivity],
            help: "the summary measure that is asked about, MARKET.SERVICE.MEASURE"),
        Flag(
            name: .method, short: nil, value: "NAME", verbs: [.sensitivity],
            help: "sobol (the default), shares of variance; or morris, elementary effects, for a first look",
            choices: SensitivitySettings.Method.allCases.map(\.rawValue)),
        Flag(
            name: .samples, short: nil, value: "N", verbs: [.sensitivity],
            help: "base samples of sobol, best a power of two (1024), or trajectories of morris (64)"),
        Flag(
            name: .members, short: nil, value: "N", verbs: [.sensitivity],
            help: "in place of --samples: as many as don't take more than N members"),
        Flag(
            name: .resamples, short: nil, value: "N", verbs: [.sensitivity],
            help: "bootstrap resamples that intervals are taken from (1000)"),
        Flag(
            name: .results, short: nil, value: "DIR", verbs: [.sensitivity],
            help: "take the members from this folder of an earlier sensitivity, for another measure"),
        Flag(
            name: .where, short: nil, value: "CONDITION", verbs: [.discover],
            help: "which members are cases: a measure, one of >, >=, < and <=, and a number"),
        Flag(
            name: .threshold, short: nil, value: "SHARE", verbs: [.discover],
            help: "the share of a box's members that must be cases for it to be chosen (0.8)"),
        Flag(name: .alpha, short: nil, value: "SHARE", verbs: [.discover], help: "the share of a box that a peel takes (0.05)"),
        Flag(name: .mass, short: nil, value: "SHARE", verbs: [.discover], help: "the least share of all members that a box holds (0.05)"),
        Flag(name: .members, short: nil, value: "N", verbs: [.ensemble, .compare], help: "how many members to run"),
        Flag(
            name: .seed, short: nil, value: "S", verbs: [.ensemble, .compare, .sensitivity, .fit, .hindcast],
            help: "the seed of all draws; one is drawn and told where none is given"),
        Flag(
            name: .design, short: nil, value: "NAME", verbs: [.ensemble, .compare],
            help: "how members are chosen: random (the default), lhs (Latin hypercube) or sobol",
            choices: EnsembleSettings.Design.allCases.map(\.rawValue)),
        Flag(
            name: .jobs, short: "j", value: "J", verbs: [.ensemble, .compare, .sensitivity],
            help: "how many members to run at once (all cores)"),
        Flag(name: .shard, short: nil, value: "K/N", verbs: [.ensemble], help: "run part K of N, from 1, for `merge`"),
        Flag(name: .resume, short: nil, value: nil, verbs: [.ensemble], help: "go on with a run that ended early"),
        Flag(name: .allowFailures, short: nil, value: "N", verbs: [.ensemble, .merge], help: "how many members may fail (0)"),
        Flag(
            name: .integrator, short: nil, value: "NAME", verbs: [.ensemble],
            help: "lockstep (the default), eight members at once; or gsl, one by one, as the plain run",
            choices: EnsembleSettings.Integrator.allCases.map(\.rawValue)),
        Flag(
            name: .checkpoint, short: nil, value: "SECONDS", verbs: [.ensemble],
            help: "how often the work so far is kept for `--resume` (30)"),
        Flag(
            name: .slurm, short: nil, value: "N", verbs: [.ensemble],
            help: "submit N shards to Slurm as a job array, and a job that merges them"),
        Flag(
            name: .sbatch, short: nil, value: "WORD", verbs: [.ensemble],
            help: "with --slurm: hand an option to sbatch, such as --sbatch --account=abc; may be repeated"),
        Flag(
            name: .dryRun, short: nil, value: nil, verbs: [.ensemble],
            help: "with --slurm: print the commands that submit the jobs instead of running them"),
        Flag(
            name: .free, short: nil, value: "NAME,…", verbs: [.fit, .hindcast],
            help: "the parameters to fit, which the scenario gives distributions; may be repeated"),
        Flag(
            name: .until, short: nil, value: "DATE", verbs: [.hindcast],
            help: "the last date whose observations are used; later ones are forecast"),
        Flag(name: .members, short: nil, value: "N", verbs: [.hindcast], help: "how many members the forecast has (1000)"),
        Flag(
            name: .residuals, short: nil, value: "SCALE", verbs: [.fit],
            help:
                "take residuals of logarithms (log) or of values (linear); MEASURE=SCALE for one measure; log for people, linear for shares"
        ),
        Flag(
            name: .method, short: nil, value: "NAME", verbs: [.fit],
            help: "how least squares are searched: lm (the default), lmaccel, dogleg, ddogleg or subspace2D",
            choices: LeastSquares.Method.allCases.map(\.rawValue)),
        Flag(name: .starts, short: nil, value: "N", verbs: [.fit], help: "from how many points to search (12)"),
        Flag(
            name: .sampler, short: nil, value: "NAME", verbs: [.fit],
            help: "how the posterior is drawn: laplace (the default), or stretch, chains of it",
            choices: FitSettings.Sampler.allCases.map(\.rawValue)),
        Flag(name: .draws, short: nil, value: "N", verbs: [.fit], help: "how many draws of the posterior to write (1000)"),
        Flag(name: .steps, short: nil, value: "N", verbs: [.fit], help: "with --sampler stretch: steps of each chain (10000)"),
        Flag(
            name: .quiet, short: "q", value: nil,
            verbs: [.run, .`init`, .check, .compare, .ensemble, .merge, .sensitivity, .discover, .fit, .hindcast, .plot, .report, .export],
            help: "print nothing but errors"),
        Flag(name: .help, short: "h", value: nil, verbs: [], help: "print the help of the command given, or of the program where none is"),
        Flag(name: .version, short: nil, value: nil, verbs: [], help: "print the version, the commit and the version of GSL"),
        Flag(name: .man, short: nil, value: nil, verbs: [], help: "print the man page, for `man -l -`"),
        Flag(
            name: .completions, short: nil, value: "SHELL", verbs: [], help: "print what completes command lines in bash, zsh or fish",
            choices: Shell.allCases.map(\.rawValue)),
    ]
}
