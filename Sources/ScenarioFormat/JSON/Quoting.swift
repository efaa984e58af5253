/// Text from outside as another language takes it for text: JSON, a message, a shell, XML.
public enum Quoting {
    /// The text as a JSON string.
    public static func json(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONText.appendString(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text in backticks, control characters replaced, cut after 60 characters.
    public static func quoted(_ text: String) -> String {
        let shown = printable(text)
        return "`" + (shown.count > 60 ? shown.prefix(60) + "…" : shown) + "`"
    }

    /// The text as one word of a command for the shell, as a message suggests it.
    public static func shell(_ text: String) -> String { printable(shellWord(text)) }

    /// The text as one word of a script for the shell.
    public static func shellWord(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || "_-./,=:@%+".utf8.contains(byte)
            }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// The text as a cell of a CSV file for spreadsheets, with an apostrophe before what would be a formula.
    public static func withFormulaGuard(_ text: String) -> String { opensFormula(text.unicodeScalars) ? "'" + text : text }

    /// The text of such a cell.
    static func withoutFormulaGuard(_ cell: String) -> String {
        cell.unicodeScalars.first == "'" && opensFormula(cell.unicodeScalars.dropFirst()) ? String(cell.unicodeScalars.dropFirst()) : cell
    }

    /// By scalars: with a combining mark behind it, = is another character and opens a formula all the same. With the wide forms, which
    /// East Asian editions of Excel take too (OWASP, CSV injection).
    private static func opensFormula(_ text: some Collection<Unicode.Scalar>) -> Bool {
        text.first.map("=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains) ?? false
    }

    /// The text as content or as the value of an attribute, in XML and in HTML alike.
    public static func markup(_ text: String) -> String {
        var result = ""
        // By scalars: with a combining mark behind it, < is another character and markup all the same.
        for scalar in xmlCharacters(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text with what XML can't hold, escaped or not, replaced by U+FFFD (XML 1.0, section 2.2).
    public static func xmlCharacters(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x09, 0x0A, 0x0D: scalar
                    case ..<0x20, 0x7F...0x9F: "\u{FFFD}"
                    default: scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar
                    }
                }))
    }

    /// Whether it is one of C0, DEL or C1.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    /// The name of a character, such as U+0007.
    public static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The text with control and bidirectional-format characters replaced by U+FFFD.
    public static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
