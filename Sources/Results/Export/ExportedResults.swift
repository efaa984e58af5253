public import ScenarioFormat

/// The results of a run, read and checked, as exports need them.
public struct ExportedResults: Sendable {
    let folder: ResultsFolder
    /// Note of the scenario; nil where it has none.
    let note: String?
    /// Each source that the scenario names, once.
    let sources: [String]
    let timeseries: ExportedTable
    /// The other tables, in the order in which a reader wants them.
    let others: [ExportedTable]

    /// - Throws: `InputFailure` where the folder holds no results, or broken ones.
    public init(_ path: String) throws(InputFailure) {
        folder = try ResultsFolder(path)
        let package = try JSONText.read(folder.path + "/datapackage.json")
        note = package["description"]?.text
        sources = if case .array(let sources)? = package["sources"] { sources.compactMap { $0["title"]?.text } } else { [] }
        timeseries = try ExportedTable(RunTables.timeseries.description, folder.timeseries)
        var others = [
            try ExportedTable(RunTables.totals.description, folder.totals),
            try ExportedTable(RunTables.events.description, folder.events),
        ]
        if let retention = folder.retention { others.append(try ExportedTable(RunTables.retention.description, retention)) }
        if let observed = folder.observed { others.append(try ExportedTable(RunTables.observed.description, observed)) }
        others.append(try ExportedTable(RunTables.summary.description, folder.summary))
        self.others = others
    }

    /// What people call a pair: what tells it apart from the others, its market, its service, or both.
    func label(_ pair: (market: String, service: String)) -> String {
        let (market, service) = (folder.label(market: pair.market), folder.label(service: pair.service))
        if folder.pairs.allSatisfy({ $0.service == pair.service }) { return market }
        return folder.pairs.allSatisfy { $0.market == pair.market } ? service : "\(market), \(service)"
    }
}
