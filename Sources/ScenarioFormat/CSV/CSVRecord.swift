/// A line of a CSV file, or several where a cell holds line breaks.
struct CSVRecord {
    var cells: [String] = []
    /// Where each cell begins.
    var offsets: [Int] = []

    private static let (quote, lf, cr) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    /// Splits a file into records; lines end in LF, CRLF or CR. An empty line is a record of one empty cell, but for the last.
    ///
    /// - Parameter skipsComments: whether lines that begin with `#` are left out.
    static func split(
        _ bytes: [UInt8], _ separator: CSVSeparator, skipsComments: Bool = false, report: (_ offset: Int, _ message: String) -> Void
    ) -> [CSVRecord] {
        let comma = separator.rawValue
        var records: [CSVRecord] = []
        var record = CSVRecord()
        var quoted: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if skipsComments, record.cells.isEmpty, bytes[at] == UInt8(ascii: "#") {
                at = bytes[at...].firstIndex { $0 == lf || $0 == cr } ?? bytes.count
                at += lengthOfLineEnd(bytes, at)
                continue
            }
            let start = at
            let isQuoted = bytes[at] == quote
            record.offsets.append(start)
            if isQuoted {
                quoted.removeAll(keepingCapacity: true)
                at += 1
                while at < bytes.count, bytes[at] != quote || (at + 1 < bytes.count && bytes[at + 1] == quote) {
                    if bytes[at] == quote { at += 1 }
                    quoted.append(bytes[at])
                    at += 1
                }
                if at == bytes.count { report(start, "the cell that begins here has no closing quote") }
                at += 1
                if at < bytes.count, ![comma, lf, cr].contains(bytes[at]) {
                    report(at, "expected a \(separator) or the end of the line after the closing quote")
                }
            }
            while at < bytes.count, bytes[at] != comma, bytes[at] != lf, bytes[at] != cr {
                if bytes[at] == quote { report(at, "a quote inside a cell; put the whole cell in quotes and write the quote twice") }
                at += 1
            }
            record.cells.append(isQuoted ? String(decoding: quoted, as: UTF8.self) : String(decoding: bytes[start..<at], as: UTF8.self))
            if at < bytes.count, bytes[at] == comma {
                at += 1
                guard at == bytes.count else { continue }
                // The file ends after a separator: one more, empty, cell.
                record.offsets.append(at)
                record.cells.append("")
            } else {
                at += lengthOfLineEnd(bytes, at)
            }
            records.append(record)
            record = CSVRecord()
        }
        return records
    }

    private static func lengthOfLineEnd(_ bytes: [UInt8], _ at: Int) -> Int {
        at + 1 < bytes.count && bytes[at] == cr && bytes[at + 1] == lf ? 2 : 1
    }
}
