internal import ScenarioFormat

/// The files of one results folder in the making, in one dialect.
final class ResultsFiles {
    let directory: ResultsDirectory
    private let dialect: CSVDialect
    /// The tables begun so far, in their order.
    private(set) var tables: [TableDescription] = []

    init(_ directory: ResultsDirectory, _ dialect: CSVDialect) {
        self.directory = directory
        self.dialect = dialect
    }

    /// Begins a table that is written row by row.
    func writer<Row>(_ table: Table<Row>) throws(ResultsFailure) -> TableWriter<Row> {
        tables.append(table.description)
        return try TableWriter(table, directory.file(table.fileName), dialect)
    }

    func write<Row>(_ table: Table<Row>, _ rows: [Row]) throws(ResultsFailure) {
        var writer = try writer(table)
        for row in rows { try writer.write(row) }
        try writer.close()
    }

    func write(_ name: String, _ text: JSONText) throws(ResultsFailure) {
        let file = try directory.file(name)
        try file.write(text.pretty)
        try file.flush()
    }

    /// Writes run.json, which differs from run to run and so has a seal of its own: the manifest is the same for the same results.
    func write(record text: JSONText) throws(ResultsFailure) {
        let file = try directory.file("run.json")
        file.record.isSealed = true
        try file.write(Seal.sealed(text.pretty, as: .record))
        try file.flush()
    }

    func publish() throws(ResultsFailure) { try directory.publish() }
}

/// Writes a table row by row.
struct TableWriter<Row> {
    private let table: Table<Row>
    private let file: OutputFile
    private var cells: CellBuffer

    init(_ table: Table<Row>, _ file: OutputFile, _ dialect: CSVDialect) {
        self.table = table
        self.file = file
        cells = CellBuffer(dialect)
        table.header(into: &cells)
    }

    mutating func write(_ row: Row) throws(ResultsFailure) {
        table.write(row, into: &cells)
        guard cells.isFinite else { throw .notFinite(table: table.name) }
        try file.drain(&cells)
    }

    /// Ends the table with rows that are text already.
    func close(copying rows: [MemberRowsFile]) throws(ResultsFailure) {
        try file.write(cells.bytes)
        for part in rows { try part.forEachPiece { bytes throws(ResultsFailure) in try file.write(bytes) } }
        try file.flush()
    }

    mutating func close() throws(ResultsFailure) {
        try file.drain(&cells, all: true)
        try file.flush()
    }
}
