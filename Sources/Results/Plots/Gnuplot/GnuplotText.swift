internal import Numerics
internal import ScenarioFormat

/// Texts and numbers as they may stand in a script.
enum GnuplotText {
    /// A text between single quotes, where gnuplot expands nothing: no backslash, no backquote, no macro. A quote is doubled.
    static func quoted(_ text: String) -> String { "'" + shown(text).replacing("'", with: "''") + "'" }

    /// The text without control characters and without those that XML can't hold.
    static func shown(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                Quoting.printable(text).unicodeScalars.map { $0.properties.isNoncharacterCodePoint ? "\u{FFFD}" : $0 }))
    }

    static func number(_ value: Double) -> String { ShortestDecimal.text(value) }
}
