internal import Analysis
internal import Numerics
internal import ScenarioFormat

/// What `check` prints.
enum CheckText {
    static func text(_ options: CheckOptions, _ comparisons: [(table: String, comparison: GoldenComparison)]) -> String {
        let changed = comparisons.flatMap { $0.comparison.columns.filter { $0.failures > 0 || $0.largestAbsolute > 0 } }
        var lines = changed.map { column in
            let size =
                column.largestAbsolute > 0
                ? ", largest difference \(short(column.largestAbsolute)), relative \(short(column.largestRelative))" : ""
            return
                "  \(column.table).\(column.name): \(column.failures == 0 ? "within tolerance" : column.failureCount)\(size)"
        }
        if !lines.isEmpty { lines.insert("Columns that aren't the same to the last digit:", at: 0) }
        lines += comparisons.compactMap(\.comparison.shape)
        if let first = comparisons.compactMap(\.comparison.first).first {
            lines.append(
                "First: \(first.table).csv, \(first.row), column \(first.column): \(first.found), golden \(first.golden)\(distance(first))")
        }
        let failed = comparisons.filter { !$0.comparison.passes }.map(\.table)
        let tables = comparisons.map(\.table).joined(separator: ", ")
        if failed.isEmpty {
            lines.append("\(Quoting.printable(options.scenario)): as golden in \(tables)")
        } else {
            lines.append(
                "\(Quoting.printable(options.scenario)): differs from golden in \(failed.joined(separator: ", ")); where the change is meant, `--update` refreshes it"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func distance(_ difference: GoldenComparison.Difference) -> String {
        guard let found = Double(difference.found), let golden = Double(difference.golden) else { return "" }
        return ", apart by \(short(abs(found - golden)))"
    }

    /// Three significant digits.
    private static func short(_ value: Double) -> String {
        guard value > 0, value.isFinite else { return ShortestDecimal.text(value) }
        var digits = value
        var exponent = 0
        while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
        while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
        let rounded = (digits * 100).rounded() / 100
        if (-3...5).contains(exponent) { return ShortestDecimal.text((value * 1000).rounded() / 1000) }
        return "\(ShortestDecimal.text(rounded))e\(exponent)"
    }
}
