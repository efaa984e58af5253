internal import ScenarioFormat

/// How many of the members have a pair blocked, fined, registered, at some dates.
enum StatusSection {
    /// Columns of dates; more don't fit a page.
    private static let dates = 6

    static func html(_ table: CSVFile, _ results: some RecordedResults) throws(InputFailure) -> String {
        var days: [String] = []
        for row in table.rows.indices where days.last != table.cell(row, "date") { days.append(table.cell(row, "date")) }
        let last = max(days.count - 1, 0)
        var shown: [String] = []
        for k in 0..<dates where !days.isEmpty && shown.last != days[last * k / (dates - 1)] { shown.append(days[last * k / (dates - 1)]) }
        var pairs: [[String]] = []
        // By pair: status, then the shares at the dates shown.
        var rows: [[(status: String, shares: [Double])]] = []
        for row in table.rows.indices where shown.contains(table.cell(row, "date")) {
            let pair = [try table.name(row, "market"), try table.name(row, "service")]
            let place = pairs.firstIndex(of: pair) ?? pairs.count
            if place == pairs.count {
                pairs.append(pair)
                rows.append([])
            }
            let status = "\(table.cell(row, "field")): \(table.cell(row, "value"))"
            let known = rows[place].firstIndex { $0.status == status } ?? rows[place].count
            if known == rows[place].count { rows[place].append((status, [])) }
            rows[place][known].shares.append(try table.number(row, "share"))
        }
        return HTMLParts.paragraph("The share of the members that have a status at the date; a status that none has is left out.")
            + zip(pairs, rows).map { pair, statuses in
                HTMLParts.table(
                    "\(results.label(service: pair[1])) in \(results.label(market: pair[0]))", header: ["Status"] + shown,
                    statuses.filter { $0.shares.contains { $0 > 0 } }.map { [$0.status] + $0.shares.map { SummaryText.percent($0) } },
                    numbers: 1..<shown.count + 1, style: "events")
            }.joined()
    }
}
