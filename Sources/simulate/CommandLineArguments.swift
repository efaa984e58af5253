internal import ScenarioFormat

/// Checked arguments of one call of the program.
enum Invocation: Equatable {
    case run(scenario: String, output: String?, overrides: [Override], plot: Bool, quiet: Bool)
    case validate(scenarios: [String], overrides: [Override])
    case plot(results: [String])
    case report(results: [String], output: String?)
    case help
    case version
}

/// A command line that can't be understood, and what to do.
struct UsageError: Error, Equatable {
    let message: String
}

/// Turns arguments into an `Invocation`.
enum CommandLineArguments {
    static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
        let (words, options) = try split(arguments)
        if options.contains(where: { $0.flag.name == .help }) { return .help }
        if options.contains(where: { $0.flag.name == .version }) { return .version }
        let verb = try verb(words)
        for option in options where !Flag.verbs(of: option.flag.name).isEmpty && !Flag.verbs(of: option.flag.name).contains(verb) {
            throw UsageError(message: "`\(option.flag.long)` doesn't go with `\(verb.rawValue)`; remove it")
        }
        let overrides = try overrides(options)
        switch verb {
        case .validate:
            guard words.count > 1 else {
                throw UsageError(message: "`validate` needs a scenario, such as `simulate validate scenarios/block.json`")
            }
            return .validate(scenarios: Array(words.dropFirst()), overrides: overrides)
        case .plot: return .plot(results: try results(words, verb))
        case .report: return .report(results: try results(words, verb), output: try last(.output, options))
        case .run:
            guard words.count == 1 else {
                throw UsageError(
                    message: "one scenario is run at a time, and \(Quoting.quoted(words[1])) is a second; run them one after the other")
            }
            return .run(
                scenario: words[0], output: try last(.output, options), overrides: overrides,
                plot: options.contains { $0.flag.name == .plot }, quiet: options.contains { $0.flag.name == .quiet })
        }
    }

    private typealias Option = (flag: Flag, value: String)

    /// Separates options, in whatever place, from the other words.
    private static func split(_ arguments: [String]) throws(UsageError) -> (words: [String], options: [Option]) {
        var words: [String] = []
        var options: [Option] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                words += rest
                break
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                words.append(argument)
                continue
            }
            let (flag, attached) = try flag(argument)
            if flag.value == nil {
                if attached != nil { throw UsageError(message: "`\(flag.long)` takes no value") }
                options.append((flag, ""))
            } else if let value = attached ?? rest.popFirst() {
                options.append((flag, value))
            } else {
                throw UsageError(message: "`\(argument)` needs a value: `\(argument) \(flag.value ?? "")`")
            }
        }
        return (words, options)
    }

    /// The flag of an argument, with the value where that is attached: `--set=a=1`, `-oDIR`.
    private static func flag(_ argument: String) throws(UsageError) -> (Flag, attached: String?) {
        if argument.hasPrefix("--") {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if let flag = Flag.all.first(where: { $0.long == parts[0] }) { return (flag, parts.count > 1 ? parts[1] : nil) }
            throw UsageError(
                message: "there is no option \(Quoting.quoted(parts[0]))"
                    + NearestName.suggestion(for: parts[0], among: Flag.all.map(\.long)))
        }
        let letter = argument.dropFirst().first
        guard let flag = Flag.all.first(where: { $0.short == letter }) else {
            throw UsageError(message: "there is no option \(Quoting.quoted(argument)); `simulate --help` lists them")
        }
        let value = argument.dropFirst(2)
        return (flag, value.isEmpty ? nil : String(value))
    }

    private static func verb(_ words: [String]) throws(UsageError) -> Verb {
        guard let first = words.first else {
            throw UsageError(message: "name a scenario to run, such as `simulate scenarios/block.json`")
        }
        if Verb.words.contains(first), let verb = Verb(rawValue: first) { return verb }
        if first == "-" || first.hasSuffix(".json") || first.contains("/") { return .run }
        let suggestion =
            NearestName.nearest(to: first, among: Verb.words).map { "did you mean `\($0)`?" } ?? "did you mean `\(first).json`?"
        throw UsageError(
            message: "\(Quoting.quoted(first)) is neither a command nor a scenario, which ends in `.json` or holds a `/`; \(suggestion)")
    }

    /// The folders after a verb that works on results.
    private static func results(_ words: [String], _ verb: Verb) throws(UsageError) -> [String] {
        guard words.count > 1 else {
            throw UsageError(
                message: "`\(verb.rawValue)` needs a folder of results, such as `simulate \(verb.rawValue) results/block`")
        }
        return Array(words.dropFirst())
    }

    private static func last(_ name: Flag.Name, _ options: [Option]) throws(UsageError) -> String? {
        let values = options.filter { $0.flag.name == name }.map(\.value)
        if values.last == "" { throw UsageError(message: "`--\(name.rawValue)` needs a value that isn't empty") }
        return values.last
    }

    private static func overrides(_ options: [Option]) throws(UsageError) -> [Override] {
        var overrides: [Override] = []
        for option in options where option.flag.name == .set {
            guard let override = Override(option.value) else {
                throw UsageError(
                    message: "`--set` needs PATH=VALUE, such as `--set solver.method=rkf45`, found \(Quoting.quoted(option.value))")
            }
            overrides.append(override)
        }
        return overrides
    }
}
