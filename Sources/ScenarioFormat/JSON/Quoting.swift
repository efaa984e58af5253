/// Text from a file made safe to show: no control character of it reaches a terminal.
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
    public static func shell(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || "_-./,=:@%+".utf8.contains(byte) || byte >= 0x80
            }
        return printable(isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'")
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
