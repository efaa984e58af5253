public import EnforcementModel
public import ScenarioFormat

/// A summary measure of a pair, named as the columns of members.csv are: `russia.telegram.share_lost_at_end`.
public struct SummaryMeasure: Sendable, Equatable {
    /// MARKET.SERVICE.MEASURE.
    public let name: String
    /// As in summary.csv.
    public let unit: String
    /// Its place among all summary measures of all pairs.
    public let place: Int

    /// Those of all pairs, in the order of the results.
    public static func all(_ index: PairIndex) -> [SummaryMeasure] {
        index.all.enumerated().flatMap { pair, entry in
            PairSummary.names.enumerated().map { m, measure in
                SummaryMeasure(
                    name: "\(entry.marketName).\(entry.serviceName).\(measure.name)", unit: measure.unit,
                    place: pair * PairSummary.names.count + m)
            }
        }
    }
}

/// A name that is no summary measure of a scenario.
public struct UnknownMeasure: Error, CustomStringConvertible {
    /// The name as given, and what is wrong with it.
    public let description: String
}

extension SummaryMeasure {
    /// The measure of that name.
    ///
    /// - Throws: `UnknownMeasure`, with the nearest name.
    public static func named(_ name: String, in scenario: Scenario) throws(UnknownMeasure) -> SummaryMeasure {
        let index = PairIndex(scenario)
        if let measure = all(index).first(where: { $0.name == name }) { return measure }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let way = "a measure is MARKET.SERVICE.MEASURE, such as `\(all(index).first { $0.unit == "user-days" }?.name ?? "")`"
        guard parts.count == 3 else {
            throw UnknownMeasure(description: "\(Quoting.quoted(name)) is no measure; \(way)")
        }
        /// The fault of a part that isn't among the names it could be.
        func problem(_ part: String, _ what: String, _ names: [String]) -> String? {
            if names.contains(part) { return nil }
            return "\(Quoting.quoted(part)) is no \(what)" + NearestName.suggestion(for: part, among: names)
        }
        let markets = scenario.markets.map(\.name)
        let services = index.all.filter { $0.marketName == parts[0] }.map(\.serviceName)
        let problems = [
            problem(parts[0], "market of the scenario", markets),
            services.isEmpty ? nil : problem(parts[1], "service of that market", services),
            problem(parts[2], "summary measure", PairSummary.names.map(\.name)),
        ]
        throw UnknownMeasure(description: "\(Quoting.quoted(name)): " + problems.compactMap { $0 }.joined(separator: "; "))
    }
}
