internal import Numerics
internal import ScenarioFormat

/// A date with its text, made once for all rows of a day.
struct DateText {
    let utf8: [UInt8]

    init(_ date: CalendarDate) { utf8 = Array(date.description.utf8) }
}

/// Bytes of a CSV file in the making (RFC 4180).
struct CellBuffer {
    private(set) var bytes: [UInt8]
    /// Whether every number so far is one.
    private(set) var isFinite = true
    private let dialect: CSVDialect

    init(_ dialect: CSVDialect = .standard) {
        self.dialect = dialect
        bytes = dialect.opening
    }

    mutating func append(_ date: DateText) { bytes.append(contentsOf: date.utf8) }

    /// Appends a text, in quotes where it holds a delimiter, a quote or a line break.
    mutating func append(_ text: String) {
        let delimiter = dialect.delimiter
        guard text.utf8.contains(where: { $0 == delimiter || Self.isSpecial($0) }) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Appends a text from outside; in a file for spreadsheets an apostrophe keeps it from being taken for a formula.
    mutating func append(untrusted text: String) { append(dialect.isForSpreadsheets ? Quoting.withFormulaGuard(text) : text) }

    mutating func append(_ value: Double) {
        guard value.isFinite else {
            isFinite = false
            return
        }
        let first = bytes.count
        ShortestDecimal.append(value, to: &bytes)
        guard dialect.decimalMark != UInt8(ascii: ".") else { return }
        if let point = bytes[first...].firstIndex(of: UInt8(ascii: ".")) { bytes[point] = dialect.decimalMark }
    }

    mutating func nextCell() { bytes.append(dialect.delimiter) }
    mutating func endRow() { bytes.append(contentsOf: dialect.lineEnd) }
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
