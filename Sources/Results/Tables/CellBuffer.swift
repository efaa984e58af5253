internal import Numerics
internal import ScenarioFormat

/// A date with its text, made once for all rows of a day.
struct DateText {
    let utf8: [UInt8]

    init(_ date: CalendarDate) { utf8 = Array(date.description.utf8) }
}

/// Bytes of a CSV file in the making (RFC 4180; UTF-8, comma, LF).
struct CellBuffer {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ date: DateText) { bytes.append(contentsOf: date.utf8) }

    /// Appends a text, in quotes where it holds a comma, a quote or a line break.
    mutating func append(_ text: String) {
        let special = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard text.utf8.contains(where: special.contains) else {
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

    mutating func append(_ value: Double) { ShortestDecimal.append(value, to: &bytes) }

    mutating func nextCell() { bytes.append(UInt8(ascii: ",")) }
    mutating func endRow() { bytes.append(UInt8(ascii: "\n")) }
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
