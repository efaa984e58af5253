/// A CSV file (RFC 4180; UTF-8, comma) whose cells know their places.
public struct CSVFile: Sendable {
    /// The names of the columns.
    public let header: [String]
    /// The rows below the header, each as wide as it unless the reader checks that.
    public let rows: [[String]]

    private let name: String
    private let bytes: [UInt8]
    /// Offsets of the cells, the header's first.
    private let offsets: [[Int]]

    /// Tables of long runs are larger than any scenario; this is a hundred pairs over twenty years, day by day.
    private static let sizeLimit = 256 * 1024 * 1024

    /// Reads the file at `path`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - columns: the names of the columns, where they must be these, in this order.
    /// - Throws: `InputFailure` with every row that is broken.
    public init(_ path: String, columns: [String]? = nil) throws(InputFailure) {
        try self.init(name: path, FileContents.contents(path, limit: Self.sizeLimit), columns: columns)
    }

    /// Reads the file at `path`, rows of any width, for a reader that tells of their width with what else is wrong.
    ///
    /// - Parameter takesPipes: as for `FileContents.read`.
    init(ragged path: String, takesPipes: Bool = false) throws(InputFailure) {
        try self.init(name: path, FileContents.contents(path, limit: Self.sizeLimit, takesPipes: takesPipes), isRagged: true)
    }

    init(name: String, _ bytes: [UInt8], columns: [String]? = nil, isRagged: Bool = false) throws(InputFailure) {
        let files = SourceFiles()
        let faults = FaultCollector(files)
        let file = files.add(name, bytes)
        var records: [CSVRecord] = []
        if String(validating: bytes, as: UTF8.self) == nil {
            faults.add(SourcePlace(file: file, offset: 0), nil, "the file is not UTF-8; save it as UTF-8")
        } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            faults.add(SourcePlace(file: file, offset: 0), nil, "the file begins with a byte order mark; save it as UTF-8 without one")
        } else {
            records = CSVRecord.split(bytes) { faults.add(SourcePlace(file: file, offset: $0), nil, $1) }
            if records.isEmpty {
                faults.add(SourcePlace(file: file, offset: 0), nil, "the file is empty; its first line names the columns")
            }
        }
        let header = records.first?.cells ?? []
        if let columns, faults.isEmpty, header != columns {
            faults.add(
                SourcePlace(file: file, offset: 0), nil,
                "the columns must be \(columns.joined(separator: ",")), found \(Self.text(ofHeader: header, separator: ","))")
        }
        for record in records.dropFirst() where !isRagged && record.cells.count != header.count {
            faults.add(
                SourcePlace(file: file, offset: record.offsets[0]), nil, "expected \(header.count) cells, found \(record.cells.count)")
        }
        guard faults.isEmpty else { throw faults.failure() }
        self.name = name
        self.bytes = bytes
        self.header = header
        rows = records.dropFirst().map(\.cells)
        offsets = records.map(\.offsets)
    }

    /// The index of a column, nil where there is none of that name.
    public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

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

/// A line of a CSV file, or several where a cell holds line breaks.
struct CSVRecord {
    var cells: [String] = []
    /// Where each cell begins.
    var offsets: [Int] = []

    /// Splits a file into records; lines may end in LF or CRLF. An empty line is a record of one empty cell, but for the last.
    static func split(_ bytes: [UInt8], report: (_ offset: Int, _ message: String) -> Void) -> [CSVRecord] {
        let (comma, quote, lf, cr) = (UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        var records: [CSVRecord] = []
        var record = CSVRecord()
        var at = 0
        while at < bytes.count {
            record.offsets.append(at)
            var cell: [UInt8] = []
            if bytes[at] == quote {
                let opening = at
                at += 1
                while at < bytes.count, bytes[at] != quote || (at + 1 < bytes.count && bytes[at + 1] == quote) {
                    if bytes[at] == quote { at += 1 }
                    cell.append(bytes[at])
                    at += 1
                }
                if at == bytes.count { report(opening, "the cell that begins here has no closing quote") }
                at += 1
                if at < bytes.count, ![comma, lf, cr].contains(bytes[at]) {
                    report(at, "expected a comma or the end of the line after the closing quote")
                }
            }
            while at < bytes.count, bytes[at] != comma, bytes[at] != lf, !(bytes[at] == cr && at + 1 < bytes.count && bytes[at + 1] == lf) {
                if bytes[at] == quote { report(at, "a quote inside a cell; put the whole cell in quotes and write the quote twice") }
                cell.append(bytes[at])
                at += 1
            }
            record.cells.append(String(decoding: cell, as: UTF8.self))
            if at < bytes.count, bytes[at] == comma {
                at += 1
                guard at == bytes.count else { continue }
                // The file ends after a comma: one more, empty, cell.
                record.offsets.append(at)
                record.cells.append("")
            } else {
                at += at < bytes.count && bytes[at] == cr ? 2 : 1
            }
            records.append(record)
            record = CSVRecord()
        }
        return records
    }
}
