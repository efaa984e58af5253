/// A CSV file (RFC 4180, UTF-8) whose cells know their places.
public struct CSVFile: Sendable {
    /// The names of the columns.
    public let header: [String]
    /// The rows below the header, each as wide as it unless the reader checks that.
    public let rows: [[String]]

    /// What stands between the cells.
    let separator: CSVSeparator
    /// Whether it begins with a byte order mark, as what spreadsheets write does.
    let hasByteOrderMark: Bool
    let name: String
    private let bytes: [UInt8]
    /// Offsets of the cells, the header's first.
    private let offsets: [[Int]]

    /// Tables of long runs are larger than any scenario; this is a hundred pairs over twenty years, day by day.
    private static let sizeLimit = 256 * 1024 * 1024

    /// Reads a table that this program has written in the standard dialect.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - columns: the names of the columns, where they must be these, in this order.
    /// - Throws: `InputFailure` with every row that is broken.
    public init(_ path: String, columns: [String]? = nil) throws(InputFailure) {
        try self.init(name: path, FileContents.contents(path, limit: Self.sizeLimit), columns: columns)
    }

    init(name: String, _ bytes: [UInt8], columns: [String]? = nil) throws(InputFailure) {
        let source = Source(name, bytes)
        try source.checkText()
        if Self.hasByteOrderMark(bytes) {
            source.add(0, "the file begins with a byte order mark; save it as UTF-8 without one")
            throw source.faults.failure()
        }
        let records = try source.records(.comma)
        let header = records[0].cells
        if let columns, header != columns {
            source.add(0, "the columns must be \(columns.joined(separator: ",")), found \(Self.text(ofHeader: header, separator: ","))")
        }
        for record in records.dropFirst() where record.cells.count != header.count {
            source.add(record.offsets[0], "expected \(header.count) cells, found \(record.cells.count)")
        }
        guard source.faults.isEmpty else { throw source.faults.failure() }
        self.init(source, records, .comma, hasByteOrderMark: false)
    }

    /// Reads a file that a user's program has written: separated as its header line is, rows of any width, those without any text
    /// left out.
    ///
    /// - Parameters:
    ///   - takesPipes: as for `FileContents.read`.
    ///   - skipsComments: whether lines that begin with `#` are comments, as in what CmdStan writes.
    init(ofUser path: String, takesPipes: Bool = false, skipsComments: Bool = false) throws(InputFailure) {
        let bytes = try FileContents.contents(path, limit: Self.sizeLimit, takesPipes: takesPipes)
        try self.init(ofUser: takesPipes && path == "-" ? "standard input" : path, bytes, skipsComments: skipsComments)
    }

    init(ofUser name: String, _ bytes: [UInt8], skipsComments: Bool = false) throws(InputFailure) {
        let hasMark = Self.hasByteOrderMark(bytes)
        let source = Source(name, hasMark ? Array(bytes.dropFirst(3)) : bytes)
        try source.checkText()
        let separator = CSVSeparator(of: source.bytes, skipsComments: skipsComments)
        var records = try source.records(separator, skipsComments: skipsComments).filter { record in
            record.cells.contains { !$0.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
        }
        // Excel's own line that names the separator.
        if records.first?.cells == ["sep=", ""] { records.removeFirst() }
        guard !records.isEmpty else {
            source.add(0, Source.empty)
            throw source.faults.failure()
        }
        self.init(source, records, separator, hasByteOrderMark: hasMark)
    }

    private init(_ source: Source, _ records: [CSVRecord], _ separator: CSVSeparator, hasByteOrderMark: Bool) {
        (name, bytes) = (source.name, source.bytes)
        self.separator = separator
        self.hasByteOrderMark = hasByteOrderMark
        header = records[0].cells
        rows = records.dropFirst().map(\.cells)
        offsets = records.map(\.offsets)
    }

    private static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// The bytes of a file with the faults of its form.
    private struct Source {
        static let empty = "the file is empty; its first line names the columns"
        let name: String
        let bytes: [UInt8]
        let faults: FaultCollector
        private let file: Int

        init(_ name: String, _ bytes: [UInt8]) {
            (self.name, self.bytes) = (name, bytes)
            let files = SourceFiles()
            file = files.add(name, bytes)
            faults = FaultCollector(files)
        }

        func add(_ offset: Int, _ message: String) { faults.add(SourcePlace(file: file, offset: offset), nil, message) }

        func checkText() throws(InputFailure) {
            if String(validating: bytes, as: UTF8.self) != nil { return }
            add(0, "the file is not UTF-8; save it as UTF-8")
            throw faults.failure()
        }

        /// The header and the rows; at least one.
        func records(_ separator: CSVSeparator, skipsComments: Bool = false) throws(InputFailure) -> [CSVRecord] {
            let records = CSVRecord.split(bytes, separator, skipsComments: skipsComments) { add($0, $1) }
            if records.isEmpty, faults.isEmpty { add(0, Self.empty) }
            guard faults.isEmpty else { throw faults.failure() }
            return records
        }
    }

    /// The index of a column, nil where there is none of that name.
    public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    /// On which line each row begins.
    var lines: [Int] {
        let files = SourceFiles()
        let file = files.add(name, bytes)
        return offsets.dropFirst().map { files.lineAndColumn(of: SourcePlace(file: file, offset: $0[0])).line }
    }

    /// A fault in a cell, with its line and column; row −1 is the header.
    public func fault(row: Int, column: Int, _ message: String) -> Fault {
        faults([(row, column, { message })])[0]
    }

    /// Faults in cells, quick where they are in the order of the file.
    func faults(_ found: some Sequence<(row: Int, column: Int, message: () -> String)>) -> [Fault] {
        let files = SourceFiles()
        let file = files.add(name, bytes)
        return found.map { row, column, message in
            let (line, place) = files.lineAndColumn(of: SourcePlace(file: file, offset: offsets[row + 1][column]))
            return Fault(
                file: name, line: line, column: place, path: Self.text(ofHeader: [header[column]], separator: ""), message: message())
        }
    }

    /// The names of columns as a fault shows them: safe, and cut where there are very many.
    static func text(ofHeader header: [String], separator: String) -> String {
        let text = Quoting.printable(header.prefix(100).joined(separator: separator))
        return header.count > 100 || text.count > 400 ? text.prefix(400) + "…" : text
    }
}
