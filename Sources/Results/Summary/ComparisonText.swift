public import Analysis
internal import ScenarioFormat

/// What `compare` prints.
public enum ComparisonText {
    /// The differences as a table, with what they mean.
    ///
    /// - Parameters:
    ///   - comparison: what was found.
    ///   - baseline: what the first run is called.
    ///   - results: those of the first run, whose scenario has the titles of markets and services.
    public static func text(_ comparison: RunComparison, baseline: String, titledAs results: some RecordedResults) -> String {
        var rows = [["market", "service", "run", "active at end", "against \(baseline)", "users averted", "user-days averted"]]
        for (key, last) in lastStates(comparison) {
            rows.append([
                Quoting.printable(results.label(market: key[1])), Quoting.printable(results.label(service: key[2])), key[0],
                SummaryText.grouped(last.state.activeUsers),
                signed(last.state.activeUsers - last.baseline.activeUsers), signed(last.usersAverted), signed(last.userDaysAverted),
            ])
        }
        return TextTable.aligned(rows, textColumns: [0, 1, 2])
            + "\nAverted: what enforcement takes in \(baseline) and not in the other run, each against its own counterfactual.\n"
    }

    /// The last common date of each run and pair, in order of appearance.
    private static func lastStates(_ comparison: RunComparison) -> [(key: [String], row: RunComparison.StateRow)] {
        var order: [[String]] = []
        var last: [[String]: RunComparison.StateRow] = [:]
        for row in comparison.states {
            let key = [row.run, row.key[1], row.key[2]]
            if last.updateValue(row, forKey: key) == nil { order.append(key) }
        }
        return order.compactMap { key in last[key].map { (key, $0) } }
    }

    private static func signed(_ value: Double) -> String { (value.rounded() > 0 ? "+" : "") + SummaryText.grouped(value) }
}
