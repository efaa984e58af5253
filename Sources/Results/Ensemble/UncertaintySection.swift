internal import ScenarioFormat

/// What members draw anew, in words.
enum UncertaintySection {
    static func html(_ results: some RecordedResults) throws(InputFailure) -> String {
        let rows = try quantities(results)
        if rows.isEmpty { return HTMLParts.paragraph("Nothing: no number, date or duration of the scenario has a distribution.") }
        let more =
            results.scenario["posterior"]?["file"]?.text.map {
                " The parameters that \($0) has columns for are drawn from its rows, together."
            } ?? ""
        return HTMLParts.paragraph("Every member draws these anew, and has all else in common with the others." + more)
            + HTMLParts.table("Drawn quantities", header: ["What", "How it is drawn", "Median"], rows, style: "drawn")
    }

    private static func quantities(_ results: some RecordedResults) throws(InputFailure) -> [[String]] {
        let text = String(decoding: results.scenario.compact, as: UTF8.self)
        return try Scenario.read(resolved: text, name: results.path + "/run.json").uncertain.map { quantity in
            var keys = quantity.path.split(separator: "/").map(String.init)
            var how = "by chance"
            var median = quantity.distribution.quantile(0.5)
            if keys.last == "hazard" {
                keys[keys.count - 1] = "rate_per_year"
                how = "when it comes, at a rate of \(QuantityWords.text(value(at: keys, results))) a year"
                return [keys.joined(separator: " / "), how, "once ln 2 of its hazard has built up"]
            }
            if keys.count == 7, keys[0] == "services", keys[3] == "chance" {
                how = "whether the platform answers, with the chance \(QuantityWords.text(value(at: Array(keys.prefix(4)), results)))"
                return [keys.joined(separator: " / "), how, "–"]
            }
            how = QuantityWords.text(value(at: keys, results))
            if quantity.distribution.ofDates {
                median = median.rounded(.down)
                return [keys.joined(separator: " / "), how, CalendarDate(dayNumber: Int(median)).description]
            }
            return [keys.joined(separator: " / "), how, significant(median)]
        }
    }

    private static func value(at keys: [String], _ results: some RecordedResults) -> JSONText {
        keys.reduce(results.scenario) { value, key in value[key] ?? .null }
    }

    /// Four significant digits, or all before the decimal point.
    private static func significant(_ value: Double) -> String {
        value.magnitude >= 10_000 ? SummaryText.grouped(value) : FitText.number(value)
    }
}
