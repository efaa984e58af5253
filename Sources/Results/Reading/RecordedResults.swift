public import ScenarioFormat

/// Results with the record of how they came about.
public protocol RecordedResults: Sendable {
    /// The folder, as the user named it.
    var path: String { get }
    /// run.json.
    var record: JSONText { get }
}

extension RecordedResults {
    /// The name of the scenario that was run.
    public var name: String { record["scenario"]?.text ?? path }

    /// The scenario as it was resolved.
    public var scenario: JSONText { record["resolved_scenario"] ?? .object([]) }

    /// What people call the scenario.
    public var title: String { scenario["title"]?.text ?? name }

    /// What people call a market.
    public func label(market: String) -> String { scenario["markets"]?[market]?["title"]?.text ?? market }

    /// What people call a service.
    public func label(service: String) -> String { scenario["services"]?[service]?["title"]?.text ?? service }

    /// What people call a step; nil where the scenario gives it no title.
    func title(ofStep step: String, in enforcement: String) -> String? {
        scenario["enforcement"]?[enforcement]?["steps"]?[step]?["title"]?.text
    }
}

/// The results of an ensemble, read back from their folder.
public struct EnsembleResultsFolder: RecordedResults {
    /// Where it is.
    public let path: String
    /// run.json.
    public let record: JSONText
    /// quantiles.csv.
    public let quantiles: CSVFile

    /// Nil where the folder holds no ensemble.
    ///
    /// - Throws: `InputFailure` where what it holds is broken.
    public init?(_ path: String) throws(InputFailure) {
        guard EnsembleTables.quantiles.isThere(in: path) else { return nil }
        self.path = path
        record = try RunRecord.read(in: path)
        quantiles = try EnsembleTables.quantiles.read(in: path)
    }
}
