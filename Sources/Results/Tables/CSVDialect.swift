/// How the CSV files are written: as everything but spreadsheets expects, or as spreadsheets of a locale do.
public enum CSVDialect: String, CaseIterable, Sendable {
    /// UTF-8, comma, LF, decimal point.
    case standard
    /// With a byte order mark and CRLF, for spreadsheets in English.
    case excel
    /// Semicolon and decimal comma besides, for spreadsheets where 22.5 would become a date.
    case excelSemicolon = "excel-semicolon"

    /// Whether a text that looks like a formula would be one, where the file is meant to be opened.
    var isForSpreadsheets: Bool { self != .standard }
    var delimiter: UInt8 { self == .excelSemicolon ? UInt8(ascii: ";") : UInt8(ascii: ",") }
    var decimalMark: UInt8 { self == .excelSemicolon ? UInt8(ascii: ",") : UInt8(ascii: ".") }
    var lineEnd: [UInt8] { isForSpreadsheets ? [0x0D, 0x0A] : [0x0A] }
    /// What the file begins with: for spreadsheets the byte order mark of UTF-8.
    var opening: [UInt8] { isForSpreadsheets ? [0xEF, 0xBB, 0xBF] : [] }
}
