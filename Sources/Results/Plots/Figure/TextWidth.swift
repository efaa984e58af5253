/// The width of texts, estimated for DejaVu Sans, the widest of the fonts that may be used: what is estimated to fit, fits.
enum TextWidth {
    /// - Returns: pixels.
    static func of(_ text: String, size: Double) -> Double {
        size * text.unicodeScalars.reduce(0) { $0 + ems($1) }
    }

    /// The text cut to a width, with an ellipsis where something is missing.
    static func cut(_ text: String, to width: Double, size: Double) -> String {
        var kept = text.startIndex
        var length = 0.0
        for index in text.indices {
            if length + of("…", size: size) <= width { kept = index }
            length += of(String(text[index]), size: size)
            if length > width { return text[..<kept] + "…" }
        }
        return text
    }

    /// The text in lines of at most `width`, the last cut if there would be more than `lines`.
    static func wrapped(_ text: String, width: Double, size: Double, lines limit: Int, isBold: Bool = false) -> [String] {
        let width = isBold ? width / boldness : width
        var lines: [String] = []
        var rest = text.split(separator: " ")[...]
        while let word = rest.popFirst() {
            var line = String(word)
            while let next = rest.first, lines.count == limit - 1 || of(line + " " + next, size: size) <= width {
                line += " " + next
                rest = rest.dropFirst()
            }
            lines.append(cut(line, to: width, size: size))
            if lines.count == limit { break }
        }
        return lines
    }

    /// How much wider bold letters are.
    private static let boldness = 1.12

    private static func ems(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", " ", "f", "t", "r", "(", ")", "[", "]", "!", "/": 0.42
        case "m", "w", "M", "W", "%", "@", "—", "…", "+", "<", ">", "=", "~", "#": 1.0
        case "A"..."Z": 0.76
        case _ where scalar.value >= 0x1100: 1.05
        default: 0.65
        }
    }
}
