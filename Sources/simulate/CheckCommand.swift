internal import Analysis
internal import Results
internal import ScenarioFormat

/// The options of `check`.
struct CheckOptions: Equatable {
    var scenario: String
    var golden: String
    var reading = ReadingOptions()
    var relative = 1e-6
    var absolute = 1.0
    var update = false
    /// Where to write a JUnit file.
    var junit: String?
    var movesAside = false
    var quiet = false

    /// A folder or file that the user has named.
    func place(_ path: String) -> Destination { OutputOptions(path, movesAside: movesAside).destination(else: path, namedAfter: []) }
}

extension CheckOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1, let scenario = words.first, let golden = try options.value(.golden) else {
            throw UsageError(
                message:
                    "`check` needs a scenario and `--golden DIR`, such as `simulate check scenarios/block.json --golden results/golden`")
        }
        if options.has(.update), let ignored = [Flag.Name.rtol, .atol, .junit].first(where: options.has) {
            throw UsageError(message: "`--update` compares nothing, so `--\(ignored.rawValue)` doesn't go with it; remove one of them")
        }
        self.init(
            scenario: scenario, golden: golden, reading: try options.reading(), relative: try options.number(.rtol, default: 1e-6),
            absolute: try options.number(.atol, default: 1), update: options.has(.update), junit: try options.value(.junit),
            movesAside: options.has(.moveAside), quiet: options.has(.quiet))
    }
}

/// `simulate check SCENARIO --golden DIR`: a regression test of outputs.
enum CheckCommand {
    /// The tolerances of single columns, beside the golden tables.
    private static let toleranceFile = "tolerances.json"

    static func run(_ options: CheckOptions) throws -> ExitCode {
        let scenario = try options.reading.scenario(options.scenario)
        let observations = try scenario.observations.map { try Warnings.observations($0, for: scenario, quiet: options.quiet) }
        let settings = ResultsOptions(observations: observations, writesRunRecord: false, keeping: [toleranceFile])
        if options.update {
            try RunResults.write(scenario, to: options.place(options.golden), settings)
            let told = "\(Quoting.printable(options.golden)): golden results of \(Quoting.printable(options.scenario)) written\n"
            return options.quiet ? .ok : StandardStreams.print(told)
        }
        let folder = try TemporaryResults()
        defer { withExtendedLifetime(folder) {} }
        try RunResults.write(scenario, to: folder, settings)
        let comparisons = try compare(folder.path, options)
        if let junit = options.junit {
            try AtomicFile.write(Array(JUnitReport.text(scenario: scenario.name, comparisons).utf8), as: .junit, to: options.place(junit))
        }
        let told = options.quiet ? .ok : StandardStreams.print(CheckText.text(options, comparisons))
        return told != .ok ? told : comparisons.allSatisfy(\.comparison.passes) ? .ok : .difference
    }

    private static func compare(_ found: String, _ options: CheckOptions) throws(InputFailure) -> [(
        table: String, comparison: GoldenComparison
    )] {
        var tables: [(name: String, found: CSVFile?, golden: CSVFile?)] = []
        for name in RunTables.names { tables.append((name, try table(found, name), try table(options.golden, name))) }
        tables.removeAll { $0.found == nil && $0.golden == nil }
        if tables.allSatisfy({ $0.golden == nil }) {
            throw .unreadable(Fault(file: options.golden, path: nil, message: "holds no golden results; `--update` writes them"))
        }
        let tolerances = try tolerances(options, tables.compactMap { name, found, _ in found.map { (name, $0.header) } })
        return tables.map { name, found, golden in
            guard let found else { return (name, GoldenComparison(table: name, missingIn: "the results")) }
            guard let golden else { return (name, GoldenComparison(table: name, missingIn: "the golden results")) }
            return (name, GoldenComparison(RunTables.compared(name), found: found, golden: golden, tolerances))
        }
    }

    private static func table(_ folder: String, _ name: String) throws(InputFailure) -> CSVFile? {
        InputBytes.isThere("\(folder)/\(name).csv") ? try CSVFile("\(folder)/\(name).csv") : nil
    }

    private static func tolerances(_ options: CheckOptions, _ columns: [(String, [String])]) throws(InputFailure) -> Tolerances {
        let fallback = Tolerance(relative: options.relative, absolute: options.absolute)
        let file = "\(options.golden)/\(toleranceFile)"
        guard InputBytes.isThere(file) else { return Tolerances(fallback) }
        return try Tolerances(fallback, file: file, tables: Dictionary(uniqueKeysWithValues: columns))
    }
}
