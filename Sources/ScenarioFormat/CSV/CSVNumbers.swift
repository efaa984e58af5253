internal import Numerics

/// The numbers of a user's file, written as its program writes them.
struct CSVNumbers {
    /// Whether 0,5 is a half.
    private let hasDecimalCommas: Bool
    private let separator: CSVSeparator

    /// Semicolons go with decimal commas. Tabs and commas (around quotes) go with either, which the cells tell: a comma that can't
    /// stand between thousands is decimal.
    init(_ file: CSVFile, columns: [Int]) {
        separator = file.separator
        hasDecimalCommas =
            separator == .semicolon
            || file.rows.contains { row in
                columns.contains { $0 < row.count && Self.hasDecimalComma(row[$0]) }
            }
    }

    /// The words by which programs say that there is no value.
    private static let missing: Set<String> = ["", "NA", "<NA>", "NaN", "nan", "N/A", "#N/A", "NULL", "null", "None"]

    static func isMissing(_ text: String) -> Bool { missing.contains(text) }

    /// The number that a text is; nil where it is none, or can't be known.
    func value(_ text: String) -> Double? {
        var text = text
        if hasDecimalCommas {
            if text.utf8.contains(UInt8(ascii: ".")) { return nil }
            text = String(decoding: text.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
        }
        // Swift reads hexadecimal numbers too, and infinities.
        guard let value = Double(text), value.isFinite, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) else { return nil }
        return value
    }

    /// A number as the file would have it.
    func text(_ value: Double) -> String {
        let text = ShortestDecimal.rounded(value)
        return hasDecimalCommas ? text.replacing(".", with: ",") : text
    }

    /// What may be meant by a text that is no number, as the end of a fault; empty where nothing can be said.
    func advice(_ text: String) -> String {
        let digits = text.utf8.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard !digits.isEmpty, digits.count <= 15 else { return "" }
        if text.hasSuffix("%") { return "; a share is written between 0 and 1, \(self.text(0.029)) for \(self.text(2.9)) %" }
        guard text.unicodeScalars.allSatisfy("0123456789., '\u{A0}\u{202F}".unicodeScalars.contains) else { return "" }
        if hasDecimalCommas, text.utf8.contains(UInt8(ascii: ".")), !text.utf8.contains(UInt8(ascii: ",")) {
            let with = separator == .semicolon ? "the semicolons between cells go with" : "other numbers have"
            return "; \(with) decimal commas, and points may stand between thousands: write decimal commas, or none of either"
        }
        return "; write it without marks or spaces between thousands, as 2900000"
    }

    /// Whether a number has one comma, which can't stand between thousands: 0,029 and 2,9, but not 2,900.
    private static func hasDecimalComma(_ text: String) -> Bool {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].first, parts[0].allSatisfy(isDigit), parts[1].first.map(isDigit) ?? false else {
            return false
        }
        let decimals = parts[1].prefix(while: isDigit)
        let isWhole = decimals.count == parts[1].count
        let hasExponent = parts[1].dropFirst(decimals.count).first.map { $0 | 0x20 == UInt8(ascii: "e") } ?? false
        return (isWhole || hasExponent) && (decimals.count != 3 || parts[0].count > 3 || first == UInt8(ascii: "0"))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
