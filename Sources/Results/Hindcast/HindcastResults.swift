public import Analysis
internal import EnforcementModel
public import ScenarioFormat

/// A hindcast, what it was made of, and how it came out.
public struct HindcastRecord: Sendable {
    /// What came of it.
    public let result: HindcastResult
    /// How it was made.
    public let settings: HindcastSettings
    /// The file of observations as it was named.
    public let observations: String

    /// A hindcast with what it was made of, to be written or told.
    public init(_ result: HindcastResult, _ settings: HindcastSettings, observations: String) {
        self.result = result
        self.settings = settings
        self.observations = observations
    }
}

/// Writes the results of a hindcast.
public enum HindcastResults {
    /// Writes hindcast.csv, scores.csv, datapackage.json and run.json into `folder`, which is replaced as a whole.
    ///
    /// - Throws: `ResultsFailure`; what was in the folder before is then as it was.
    public static func write(_ hindcast: HindcastRecord, of scenario: Scenario, to folder: Destination, seconds: Double)
        throws(ResultsFailure)
    {
        let index = PairIndex(scenario)
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        try files.write(
            HindcastTables.hindcast,
            hindcast.result.rows.map { row in
                let observation = row.observation
                return ForecastRow(
                    date: DateText(observation.date), pair: index.all[index.pair(observation.market, observation.place)], row: row)
            })
        try files.write(HindcastTables.scores, hindcast.result.scores)
        try files.write("datapackage.json", DataPackage.text(of: scenario, files.tables, .standard))
        try files.write(record: RunRecord.text(of: scenario, hindcast: hindcast, seconds: seconds))
        try files.publish()
    }
}
