internal import ScenarioFormat

/// Checked arguments of one call of the program.
enum Invocation: Equatable {
    case run(RunOptions)
    case validate(scenarios: [String], reading: ReadingOptions)
    case `init`(name: String, quiet: Bool)
    case check(CheckOptions)
    case compare(CompareOptions)
    case ensemble(EnsembleOptions)
    case merge(MergeOptions)
    case sensitivity(SensitivityOptions)
    case discover(DiscoverOptions)
    case fit(FitOptions)
    case hindcast(HindcastOptions)
    case export(ExportOptions)
    case plot(results: [String], movesAside: Bool, quiet: Bool)
    case report(results: [String], output: OutputOptions, quiet: Bool)
    case schema
    /// The help of a verb, or of the whole program.
    case help(Verb?)
    case version
    case manual
    case completions(Shell)
}

/// A command line that can't be understood, and what to do.
struct UsageError: Error, Equatable {
    let message: String
}

/// Turns arguments into an `Invocation`.
enum CommandLineArguments {
    static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
        let (words, options) = try split(arguments)
        if options.has(.help) || words == ["help"] { return .help(words.isEmpty ? nil : try? verb(words)) }
        if options.has(.version) { return .version }
        if options.has(.man) { return .manual }
        if options.has(.completions) { return .completions(try options.choice(.completions, default: .bash, "completion for")) }
        let verb = try verb(words)
        for option in options.all where !Flag.verbs(of: option.flag.name).isEmpty && !Flag.verbs(of: option.flag.name).contains(verb) {
            throw UsageError(message: "`\(option.flag.long)` doesn't go with \(verb == .run ? "a run" : "`\(verb.rawValue)`"); remove it")
        }
        switch verb {
        case .run: return .run(try RunOptions(words, options))
        case .`init`:
            guard words.count == 2, !words[1].isEmpty,
                words[1].split(separator: "/").last.map({ !$0.hasPrefix(".") && !$0.hasPrefix("-") }) ?? false
            else { throw UsageError(message: "`init` needs one name, such as `simulate init my-case`") }
            return .`init`(name: words[1], quiet: options.has(.quiet))
        case .check: return .check(try CheckOptions(words.dropFirst(), options))
        case .compare: return .compare(try CompareOptions(words.dropFirst(), options))
        case .export: return .export(try ExportOptions(words.dropFirst(), options))
        case .ensemble: return .ensemble(try EnsembleOptions(words.dropFirst(), options))
        case .merge: return .merge(try MergeOptions(words.dropFirst(), options))
        case .discover: return .discover(try DiscoverOptions(words.dropFirst(), options))
        case .sensitivity: return .sensitivity(try SensitivityOptions(words.dropFirst(), options))
        case .fit: return .fit(try FitOptions(words.dropFirst(), options))
        case .hindcast: return .hindcast(try HindcastOptions(words.dropFirst(), options))
        case .validate:
            guard words.count > 1 else {
                throw UsageError(message: "`validate` needs a scenario, such as `simulate validate scenarios/block.json`")
            }
            return .validate(scenarios: Array(words.dropFirst()), reading: try options.reading())
        case .schema:
            guard words.count == 1 else {
                throw UsageError(message: "`schema` takes nothing, and \(Quoting.quoted(words[1])) stands behind it; remove it")
            }
            return .schema
        case .plot: return .plot(results: try results(words, verb), movesAside: options.has(.moveAside), quiet: options.has(.quiet))
        case .report:
            return .report(results: try results(words, verb), output: try options.output(), quiet: options.has(.quiet))
        }
    }

    /// Refuses control characters, which no name has any use for: they would reach terminals, scripts and tables.
    ///
    /// - Parameter allowed: those that may be there.
    private static func refuseControls(in text: String, allowed: String = "") throws(UsageError) {
        for scalar in text.unicodeScalars where Quoting.isControl(scalar) && !allowed.unicodeScalars.contains(scalar) {
            let message = "\(Quoting.quoted(text)) holds the control character \(Quoting.codePoint(scalar)); give a name without it"
            throw UsageError(message: message)
        }
    }

    /// Separates options, in whatever place, from the other words.
    private static func split(_ arguments: [String]) throws(UsageError) -> (words: [String], options: ParsedOptions) {
        var words: [String] = []
        var options: [(flag: Flag, value: String)] = []
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
                if attached != nil { throw UsageError(message: "`\(flag.long)` takes no value; write it alone") }
                options.append((flag, ""))
            } else if let value = attached ?? rest.popFirst() {
                options.append((flag, value))
            } else {
                throw UsageError(message: "`\(argument)` needs a value: `\(argument) \(flag.value ?? "")`")
            }
        }
        for word in words { try refuseControls(in: word) }
        // JSON may be typed on several lines.
        for option in options { try refuseControls(in: option.value, allowed: option.flag.name == .set ? "\t\n\r" : "") }
        return (words, ParsedOptions(all: options))
    }

    /// The flag of an argument, with the value where that is attached: `--set=a=1`, `-oDIR`.
    private static func flag(_ argument: String) throws(UsageError) -> (Flag, attached: String?) {
        if argument.hasPrefix("--") {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if let flag = Flag.all.first(where: { $0.long == parts[0] }) { return (flag, parts.count > 1 ? parts[1] : nil) }
            let nearest = NearestName.nearest(to: parts[0], among: Flag.all.map(\.long)).map { "did you mean `\($0)`?" }
            throw UsageError(message: "there is no option \(Quoting.quoted(parts[0])); \(nearest ?? "`simulate --help` lists them")")
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
        if let verb = Verb(rawValue: first), verb != .run { return verb }
        if first == "-" || first.hasSuffix(".json") || first.contains("/") { return .run }
        let suggestion =
            NearestName.nearest(to: first, among: Verb.words).map { "did you mean `\($0)`?" }
            ?? (InputBytes.isThere(first + ".json")
                ? "did you mean `\(Quoting.printable(first)).json`?" : "`simulate --help` lists the commands")
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
}
