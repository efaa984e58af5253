internal import Analysis
internal import Results
internal import ScenarioFormat

/// The options of `discover`.
struct DiscoverOptions: Equatable {
    var results: String
    var condition: CaseCondition
    /// Density; peels; mass: the defaults of the EMA Workbench, its tutorial's for the density (Kwakkel, The Exploratory Modeling
    /// Workbench, Environmental Modelling & Software 96, 2017). Friedman and Fisher (1999) take 0.05 to 0.1 for both of the latter.
    var settings = Discovery.Settings(threshold: 0.8, alpha: 0.05, minimumMass: 0.05)
    var output = OutputOptions()
    var plot = false
    var quiet = false
}

extension DiscoverOptions {
    init(_ words: ArraySlice<String>, _ options: ParsedOptions) throws(UsageError) {
        guard words.count == 1, let results = words.first, let condition = try options.value(.where) else {
            throw UsageError(
                message:
                    "`discover` needs the results of an ensemble and `--where CONDITION`, such as `simulate discover results/block-ensemble --where \"russia.telegram.share_lost_at_end > 0.3\"`"
            )
        }
        guard let condition = CaseCondition(condition) else {
            throw UsageError(
                message:
                    "`--where` needs a measure, one of >, >=, < and <=, and a number, such as `--where \"russia.telegram.share_lost_at_end > 0.3\"`, found \(Quoting.quoted(condition))"
            )
        }
        self.init(
            results: results, condition: condition,
            settings: Discovery.Settings(
                threshold: try options.number(.threshold, default: 0.8), alpha: try options.number(.alpha, default: 0.05),
                minimumMass: try options.number(.mass, default: 0.05)),
            output: try options.output(), plot: options.has(.plot), quiet: options.has(.quiet))
    }
}

/// `simulate discover RESULTS --where CONDITION`: the draws that lead to an outcome.
enum DiscoverCommand {
    static func run(_ options: DiscoverOptions) throws -> ExitCode {
        let members = try MembersTable(options.results)
        let discovery: Discovery
        do {
            discovery = try Discovery(members, options.condition, options.settings)
        } catch let refusal as DiscoveryRefusal {
            if case .unknownMeasure = refusal { throw UsageError(message: "`--where`: \(refusal)") }
            StandardStreams.error("\(refusal)\n")
            return .badData
        }
        let name = members.path.split(separator: "/").last.map(String.init) ?? members.name
        let destination = options.output.destination(else: "results/\(name)-discovery", namedAfter: [options.results])
        try destination.refuse(inputs: [options.results])
        StandardStreams.tell(try DiscoveryResults.write(discovery, plot: options.plot, to: destination), unless: options.quiet)
        if options.quiet { return .ok }
        return StandardStreams.print(
            DiscoveryText.text(discovery) + "Results: \(Quoting.printable(destination.path)), described by its datapackage.json\n")
    }
}
