public import ScenarioFormat

/// A table of results held against its golden, column by column.
public struct GoldenComparison: Sendable {
    /// A cell that differs by more than its tolerance.
    public struct Difference: Sendable, Equatable {
        /// Without `.csv`.
        public let table: String
        /// Line in the file, from 1.
        public let line: Int
        /// Its name in the header.
        public let column: String
        /// The cell as it is now.
        public let found: String
        /// The cell as it should be.
        public let golden: String
    }
    /// How a column came out.
    public struct Column: Sendable {
        /// Without `.csv`.
        public let table: String
        /// As in the header.
        public let name: String
        /// The cells that differ by more than the tolerance.
        public internal(set) var failures = 0
        /// The largest difference of two numbers, within tolerance or not, in the unit of the column.
        public internal(set) var largestAbsolute = 0.0
        /// Over all its cells: the difference over the larger of the two values.
        public internal(set) var largestRelative = 0.0
        /// The first cell that differs, in the table's order.
        public internal(set) var first: Difference?
    }
    /// What is wrong with the table as a whole, such as a missing row; nil where nothing is.
    public let shape: String?
    /// In the order of the header.
    public let columns: [Column]

    /// Whether nothing differs.
    public var passes: Bool { shape == nil && columns.allSatisfy { $0.failures == 0 } }

    /// The first cell of the table that differs.
    public var first: Difference? {
        columns.compactMap(\.first).enumerated().min { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }?.element
    }

    /// - Parameters:
    ///   - table: the table's name, without `.csv`.
    ///   - found: the table as it is now.
    ///   - golden: the table as it should be.
    ///   - shares: the columns that hold shares; a column `unit` says it row by row.
    ///   - tolerances: how far a number may be off.
    public init(table: String, found: CSVFile, golden: CSVFile, shares: Set<String> = [], _ tolerances: Tolerances) {
        guard found.header == golden.header else {
            self.init(
                table, shape: "the columns are \(found.header.joined(separator: ",")), golden \(golden.header.joined(separator: ","))")
            return
        }
        var columns = found.header.map { Column(table: table, name: $0) }
        let unit = found.column("unit")
        for (row, (cells, goldenCells)) in zip(found.rows, golden.rows).enumerated() {
            for c in columns.indices where cells[c] != goldenCells[c] {
                let isShare = shares.contains(columns[c].name) || unit.map { cells[$0] == "1" } ?? false
                let tolerance = tolerances.of(table: table, column: columns[c].name, isShare: isShare)
                columns[c].compare(cells[c], golden: goldenCells[c], line: row + 2, tolerance)
            }
        }
        let rows = (found.rows.count, golden.rows.count)
        self.init(table, columns, shape: rows.0 == rows.1 ? nil : "there are \(rows.0) rows, golden \(rows.1)")
    }

    /// A table that one side lacks.
    public init(table: String, missingIn side: String) {
        self.init(table, shape: "is missing in \(side)")
    }

    private init(_ table: String, _ columns: [Column] = [], shape: String?) {
        self.columns = columns
        self.shape = shape.map { "\(table).csv: \($0)" }
    }
}

extension GoldenComparison.Column {
    mutating func compare(_ found: String, golden: String, line: Int, _ tolerance: Tolerance) {
        if let a = Double(found), let b = Double(golden) {
            let difference = abs(a - b)
            largestAbsolute = max(largestAbsolute, difference)
            if difference > 0 { largestRelative = max(largestRelative, difference / max(abs(a), abs(b))) }
            if tolerance.allows(a, golden: b) { return }
        }
        failures += 1
        if first == nil { first = GoldenComparison.Difference(table: table, line: line, column: name, found: found, golden: golden) }
    }
}
