internal import ScenarioFormat

/// What was observed beside what the run gives for the day, each with its source.
enum ObservationSection {
    /// Empty where nothing was observed.
    static func html(_ results: ResultsCurves) -> String {
        if results.observations.isEmpty { return "" }
        let rows = results.observations.map { row in
            let bar = row.low == nil && row.high == nil ? "–" : "\(text(row.low, row)) to \(text(row.high, row))"
            let measure = row.measure.replacing("_", with: " ")
            return [
                CalendarDate(dayNumber: row.day).description,
                "\(results.label(service: row.service)), \(results.label(market: row.market)): \(measure)", text(row.observed, row), bar,
                text(row.modelled, row), row.source.isEmpty ? "none given" : row.source,
            ]
        }
        return HTMLParts.table(
            "Observations beside the run", header: ["Date", "What", "Observed", "From low to high", "Run", "Source"], rows, numbers: 2..<5,
            style: "events")
    }

    private static func text(_ value: Double?, _ row: ObservedUsers) -> String {
        guard let value else { return "–" }
        return row.measure == "active_share_of_online" ? SummaryText.percent(value) : SummaryText.grouped(value)
    }
}
