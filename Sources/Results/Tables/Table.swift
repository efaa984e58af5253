internal import ScenarioFormat

/// A column with the way to write its cell of a row.
struct Column<Row>: Sendable {
    let field: Field
    let write: @Sendable (Row, inout CellBuffer) -> Void

    static func date(_ name: String, _ title: String, _ value: @escaping @Sendable (Row) -> DateText) -> Column {
        Column(field: Field(name, .date, title)) { row, cells in cells.append(value(row)) }
    }

    /// A date that is text already.
    static func isoDate(_ name: String, _ title: String, _ value: @escaping @Sendable (Row) -> String) -> Column {
        Column(field: Field(name, .date, title)) { row, cells in cells.append(value(row)) }
    }

    /// A name of the scenario, which has no character that needs quoting.
    static func name(_ name: String, _ title: String, _ value: @escaping @Sendable (Row) -> String) -> Column {
        Column(field: Field(name, .string, title)) { row, cells in cells.append(value(row)) }
    }

    /// Text from outside.
    static func text(_ name: String, _ title: String, _ value: @escaping @Sendable (Row) -> String) -> Column {
        Column(field: Field(name, .string, optional: true, title)) { row, cells in cells.append(untrusted: value(row)) }
    }

    static func oneOf<Word: RawRepresentable & CaseIterable & Sendable & SendableMetatype>(
        _ name: String, _ title: String, _ value: @escaping @Sendable (Row) -> Word
    ) -> Column
    where Word.RawValue == String {
        Column(field: Field(name, .oneOf(Word.allCases.map(\.rawValue)), title)) { row, cells in cells.append(value(row).rawValue) }
    }

    static func count(_ name: String, unit: String, _ title: String, _ value: @escaping @Sendable (Row) -> Int) -> Column {
        Column(field: Field(name, .integer, unit: unit, title)) { row, cells in cells.append(Double(value(row))) }
    }

    static func number(_ name: String, unit: String?, _ title: String, _ value: @escaping @Sendable (Row) -> Double) -> Column {
        Column(field: Field(name, .number, unit: unit, title)) { row, cells in cells.append(value(row)) }
    }

    static func optionalNumber(_ name: String, unit: String?, _ title: String, _ value: @escaping @Sendable (Row) -> Double?) -> Column {
        Column(field: Field(name, .number, unit: unit, optional: true, title)) { row, cells in
            if let value = value(row) { cells.append(value) }
        }
    }
}

/// A results table: its columns make the header, the rows and the description.
struct Table<Row>: Sendable {
    let name: String
    let title: String
    /// The columns that tell rows apart; empty where none do.
    let key: [String]
    let columns: [Column<Row>]

    var fileName: String { name + ".csv" }
    var description: TableDescription { TableDescription(name: name, title: title, key: key, fields: columns.map(\.field)) }

    /// Whether a folder of results has it.
    func isThere(in folder: String) -> Bool { InputBytes.isThere(folder + "/" + fileName) }

    /// Reads it back from a folder of results.
    ///
    /// - Throws: `InputFailure` where it isn't there or has other columns.
    func read(in folder: String) throws(InputFailure) -> CSVFile {
        try CSVFile(folder + "/" + fileName, columns: columns.map(\.field.name))
    }

    func header(into cells: inout CellBuffer) {
        for (i, column) in columns.enumerated() {
            if i > 0 { cells.nextCell() }
            cells.append(column.field.name)
        }
        cells.endRow()
    }

    func write(_ row: Row, into cells: inout CellBuffer) {
        // By index, as a copy of a column would count references to all its texts for every cell.
        for i in columns.indices {
            if i > 0 { cells.nextCell() }
            columns[i].write(row, &cells)
        }
        cells.endRow()
    }
}

/// What the data package says of a table.
struct TableDescription: Sendable {
    let name: String
    let title: String
    let key: [String]
    let fields: [Field]

    var fileName: String { name + ".csv" }
}
