internal import ScenarioFormat

/// Summary measures in the words and numbers of a reader.
enum KeyFigures {
    /// A measure of a pair.
    struct Measure {
        let market: String
        let service: String
        let name: String
        let unit: String
        /// Nil where it isn't defined.
        let value: Double?

        var inWords: String { KeyFigures.inWords(name) }

        var text: String {
            guard let value else { return "–" }
            switch unit {
            case "1": return SummaryText.percent(value)
            case "user-days": return SummaryText.inWords(value)
            default: return SummaryText.grouped(value)
            }
        }
    }

    static func measures(_ results: ResultsCurves) throws(InputFailure) -> [Measure] {
        let table = results.folder.summary
        return try table.rows.indices.map { row throws(InputFailure) in
            Measure(
                market: table.cell(row, "market"), service: table.cell(row, "service"), name: table.cell(row, "measure"),
                unit: table.cell(row, "unit"), value: try table.optionalNumber(row, "value"))
        }
    }

    /// Whether no run has anything to say by this measure: sums of money of which the scenario says nothing are 0.
    static func isEmpty(_ measures: [Measure?]) -> Bool {
        measures.allSatisfy { measure in measure?.value.map { measure?.unit == "USD" && $0 == 0 } ?? true }
    }

    static let note =
        "– means undefined. User-days are people times days. Sums of money that are 0 throughout are left out; summary.csv has them."

    /// "By 2021-01-01 enforcement has cost Telegram 30.1 million active users, …", from totals.csv.
    static func sentence(_ results: ResultsCurves) throws(InputFailure) -> String {
        let table = results.folder.totals
        let end = CalendarDate(dayNumber: results.days.upperBound)
        if results.folder.scenario["enforcement"].map({ $0.keys.isEmpty }) ?? true {
            return "The scenario has no enforcement, so nothing is lost to it."
        }
        var costs: [String] = []
        for row in table.rows.indices where table.cell(row, "date") == end.description {
            let lost = try table.number(row, "user_days_lost")
            guard abs(lost) >= 1 else { continue }
            let (active, alone) = (try table.number(row, "active_users"), try table.number(row, "counterfactual_active_users"))
            costs.append(
                SummaryText.cost(
                    of: results.label(service: table.cell(row, "service")), users: alone - active, of: alone, userDays: lost))
        }
        if costs.isEmpty { return "By \(end) enforcement has changed the number of users nowhere." }
        return "By \(end) enforcement has " + costs.joined(separator: "; it has ") + "."
    }

    /// A measure as a reader would call it.
    static func inWords(_ measure: String) -> String { words[measure] ?? measure.replacing("_", with: " ") }

    private static let words = [
        "active_users_at_start": "Active users at start",
        "active_users_at_end": "Active users at the end",
        "peak_active_users": "Most active users on a day",
        "lowest_active_users_while_blocked": "Fewest active users while blocked",
        "days_blocked": "Days blocked",
        "share_lost_at_end": "Share of users lost at the end, against the counterfactual",
        "circumventing_share_at_end": "Share of active users going round the block at the end",
        "user_days_lost": "User-days lost, against the counterfactual",
        "fines_usd": "Fines, US dollars",
        "storage_cost_usd": "Cost of storing, service and carriers, US dollars",
        "revenue_lost_usd": "Revenue lost, US dollars",
        "economic_value_lost_usd": "Economic value lost, US dollars",
    ]
}
