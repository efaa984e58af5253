import Analysis
import ScenarioFormat

/// What `check` reads: a golden table, or the tolerances beside it where the input begins like JSON.
enum GoldenPromises {
    private static let fallback = Tolerance(relative: 1e-6, absolute: 1)

    static func keep(_ file: InputFile) throws {
        if file.bytes.first == UInt8(ascii: "{") {
            _ = try Tolerances(fallback, file: file.path, tables: ["summary": ["market", "value"], "timeseries": ["active_users"]])
            return
        }
        let table = try CSVFile(file.path)
        let again = try CSVFile(file.write(CSVText.bytes([table.header] + table.rows), to: "again"))
        try promise(again.header == table.header && again.rows == table.rows, "a table that was written reads differently")
        let tolerances = Tolerances(fallback)
        try promise(GoldenComparison(ComparedTable("t"), found: again, golden: table, tolerances).passes, "a table differs from itself")
        guard !table.rows.isEmpty else { return }
        var changed = [table.header] + table.rows
        changed[changed.count - 1][0] += "x"
        let other = try CSVFile(file.write(CSVText.bytes(changed), to: "again"))
        let comparison = GoldenComparison(ComparedTable("t"), found: other, golden: table, tolerances)
        try promise(!comparison.passes && comparison.first?.row == "line \(changed.count)", "a table doesn't differ from another")
    }
}
