public import Analysis
internal import EnforcementModel
public import ScenarioFormat

/// What was fitted to what, and how it came out.
public struct FitRecord: Sendable {
    /// What was found.
    public let result: FitResult
    /// How it was looked for.
    public let settings: FitSettings
    /// The file of observations as it was named.
    public let observations: String

    /// A fit with what it was made of, to be written or told.
    public init(_ result: FitResult, _ settings: FitSettings, observations: String) {
        self.result = result
        self.settings = settings
        self.observations = observations
    }

    /// The measures that were fitted and on which scale, each once, in the order of the observations.
    var scales: [(measure: Observation.Measure, scale: ResidualScale)] {
        var scales: [(measure: Observation.Measure, scale: ResidualScale)] = []
        for row in result.residuals where row.use == .fitted && !scales.contains(where: { $0.measure == row.observation.measure }) {
            scales.append((row.observation.measure, row.scale))
        }
        return scales
    }
}

/// Writes the results of a fit.
public enum FitResults {
    /// Writes all tables, datapackage.json and run.json into `folder`, which is replaced as a whole.
    ///
    /// Draws of chains that haven't converged go to a file of another name, so that nothing draws from them unawares.
    ///
    /// - Throws: `ResultsFailure`; what was in the folder before is then as it was.
    public static func write(_ fit: FitRecord, of scenario: Scenario, to folder: Destination, seconds: Double) throws(ResultsFailure) {
        let result = fit.result
        let index = PairIndex(scenario)
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        try files.write(FitTables.fit, rows(result, scenario))
        try files.write(FitTables.correlations, correlations(result))
        try files.write(FitTables.diagnostics, FitDiagnostics.rows(result))
        try files.write(FitTables.profile, profiles(result))
        try files.write(
            FitTables.residuals,
            result.residuals.map { row in
                let pair = index.all[index.pair(row.observation.market, row.observation.place)]
                return ResidualRow(date: DateText(row.observation.date), pair: pair, residual: row)
            })
        try files.write(FitTables.posterior(result), result.draws)
        try files.write("datapackage.json", DataPackage.text(of: scenario, files.tables, .standard))
        try files.write(record: RunRecord.text(of: scenario, fit: fit, seconds: seconds))
        try files.publish()
    }

    private static func rows(_ result: FitResult, _ scenario: Scenario) -> [FitRow] {
        result.parameters.enumerated().map { p, parameter in
            let others = result.parameters.indices.filter { $0 != p && result.correlations.count > $0 }
            let partner = others.max { abs(result.correlations[p][$0]) < abs(result.correlations[p][$1]) }
            let prior = scenario.resolved["parameters"]?[parameter.name].map(QuantityWords.text) ?? ""
            return FitRow(
                parameter: parameter, prior: prior,
                partner: partner.map { (result.parameters[$0].name, result.correlations[p][$0]) })
        }
    }

    private static func correlations(_ result: FitResult) -> [CorrelationRow] {
        result.correlations.indices.flatMap { i in
            result.correlations.indices.map { j in
                CorrelationRow(
                    parameter: result.parameters[i].name, other: result.parameters[j].name, correlation: result.correlations[i][j])
            }
        }
    }

    private static func profiles(_ result: FitResult) -> [ProfileRow] {
        result.parameters.flatMap { parameter in
            let whole = parameter.profile?.points.map { ProfileRow(parameter: parameter.name, kind: .whole, point: $0) } ?? []
            let alone = parameter.observationsProfile?.points.map { ProfileRow(parameter: parameter.name, kind: .observations, point: $0) }
            return whole + (alone ?? [])
        }
    }
}
