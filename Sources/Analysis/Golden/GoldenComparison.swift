public import ScenarioFormat

/// A table of results held against its golden, row by row of the same key, and column by column.
public struct GoldenComparison: Sendable {
    /// A cell that differs by more than its tolerance.
    public struct Difference: Sendable, Equatable {
        /// Without `.csv`.
        public let table: String
        /// The row by its key, such as `date 2018-04-16, market russia`; by its line where there is no key.
        public let row: String
        /// The column's name in the header.
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
        /// Index of its row.
        fileprivate var firstRow: Int?

        /// How many cells differ, in words.
        public var failureCount: String { failures == 1 ? "1 cell differs" : "\(failures) cells differ" }
    }
    /// What is wrong with the table as a whole, such as a missing row; nil where nothing is.
    public let shape: String?
    /// In the order of the header.
    public let columns: [Column]

    /// Whether nothing differs.
    public var passes: Bool { shape == nil && columns.allSatisfy { $0.failures == 0 } }

    /// The first cell of the table that differs.
    public var first: Difference? {
        columns.enumerated().min { ($0.element.firstRow ?? .max, $0.offset) < ($1.element.firstRow ?? .max, $1.offset) }?.element.first
    }

    /// - Parameters:
    ///   - table: what is known of the table.
    ///   - found: the table as it is now.
    ///   - golden: the table as it should be.
    ///   - tolerances: how far a number may be off.
    public init(_ table: ComparedTable, found: CSVFile, golden: CSVFile, _ tolerances: Tolerances) {
        guard found.header == golden.header else {
            let (now, before) = (found.header.joined(separator: ","), golden.header.joined(separator: ","))
            self.init(table.name, shape: "the columns are \(Quoting.printable(now)), golden \(Quoting.printable(before))")
            return
        }
        let key = table.key.compactMap(found.column)
        func place(_ row: Int, _ file: CSVFile) -> String {
            let cells = key.map { "\(file.header[$0]) \(file.rows[row][$0])" }
            return Quoting.printable(cells.isEmpty ? "line \(row + 2)" : cells.joined(separator: ", "))
        }
        let matching = RowMatching(found, golden, key: key)
        let rules = found.header.map { tolerances.rule(of: $0, in: table) }
        let unit = table.unit.flatMap { unit in found.column(unit.column).map { (column: $0, exactness: unit.exactness) } }
        var columns = found.header.map { Column(table: table.name, name: $0) }
        for (row, goldenRow) in matching.pairs {
            let (cells, goldenCells) = (found.rows[row], golden.rows[goldenRow])
            for c in columns.indices where cells[c] != goldenCells[c] {
                let tolerance = rules[c].tolerance(unit.flatMap { $0.exactness[cells[$0.column]] })
                if columns[c].passes(cells[c], golden: goldenCells[c], tolerance) { continue }
                columns[c].failures += 1
                guard columns[c].firstRow == nil else { continue }
                columns[c].firstRow = row
                columns[c].first = Difference(
                    table: table.name, row: place(row, found), column: columns[c].name, found: Quoting.printable(cells[c]),
                    golden: Quoting.printable(goldenCells[c]))
            }
        }
        let (added, missing) = (matching.added, matching.missing)
        let shape = [
            added.first.map { "\(added.count) row\(added.count == 1 ? "" : "s") more than golden, first: \(place($0, found))" },
            missing.first.map { "\(missing.count) golden row\(missing.count == 1 ? " is" : "s are") missing, first: \(place($0, golden))" },
            matching.isReordered ? "the rows are in another order than the golden ones" : nil,
        ].compactMap { $0 }
        self.init(table.name, columns, shape: shape.isEmpty ? nil : shape.joined(separator: "; "))
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
    /// Whether a cell is near enough to its golden one; takes note of how far it is off.
    fileprivate mutating func passes(_ found: String, golden: String, _ tolerance: Tolerance?) -> Bool {
        guard let a = Double(found), let b = Double(golden) else { return false }
        let difference = abs(a - b)
        largestAbsolute = max(largestAbsolute, difference)
        if difference > 0 { largestRelative = max(largestRelative, difference / max(abs(a), abs(b))) }
        return tolerance?.allows(a, golden: b) ?? false
    }
}
