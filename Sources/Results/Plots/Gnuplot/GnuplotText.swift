internal import Numerics
internal import ScenarioFormat

/// Texts and numbers as they may stand in a script.
enum GnuplotText {
    /// What a script must begin with for `quoted` to hold.
    static let definitions = "quote = \"\\047\"\n"

    /// An expression whose value is the text: parts between single quotes, where gnuplot expands nothing (no backslash, backquote
    /// or macro), joined by a variable that holds a quote.
    ///
    /// Neither a doubled quote nor one between double quotes would do: gnuplot 5.4 takes the first for an empty text where a text
    /// begins with it, and after the second it expands macros.
    static func quoted(_ text: String) -> String { "'" + shown(text).replacing("'", with: "'.quote.'") + "'" }

    /// The text without control characters and without those that XML can't hold.
    static func shown(_ text: String) -> String { Quoting.xmlCharacters(Quoting.printable(text)) }

    static func number(_ value: Double) -> String { ShortestDecimal.text(value) }
}
