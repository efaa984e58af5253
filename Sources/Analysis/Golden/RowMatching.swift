internal import ScenarioFormat

/// Which row of one table is which of another, by key; of several with the same key, the first is the first.
struct RowMatching {
    /// In the order of `found`.
    private(set) var pairs: [(found: Int, golden: Int)] = []
    /// Rows that only `found` has.
    private(set) var added: [Int] = []
    /// Rows that only `golden` has.
    private(set) var missing: [Int] = []

    /// - Parameter key: indices of columns that both tables have.
    init(_ found: CSVFile, _ golden: CSVFile, key: [Int]) {
        func cells(_ row: [String]) -> [String] { key.map { row[$0] } }
        // Most often all rows are where they were.
        let common = min(found.rows.count, golden.rows.count)
        let first = (0..<common).first { row in key.contains { found.rows[row][$0] != golden.rows[row][$0] } } ?? common
        pairs = (0..<first).map { ($0, $0) }
        var places = Dictionary(grouping: first..<golden.rows.count) { cells(golden.rows[$0]) }.mapValues { $0[...] }
        for row in first..<found.rows.count {
            if let place = places[cells(found.rows[row])]?.popFirst() { pairs.append((row, place)) } else { added.append(row) }
        }
        missing = places.values.joined().sorted()
    }

    /// Whether the rows that both have come in another order.
    var isReordered: Bool { zip(pairs, pairs.dropFirst()).contains { $0.golden > $1.golden } }
}
