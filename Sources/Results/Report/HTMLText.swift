internal import ScenarioFormat

/// Text from scenarios made fit to stand in a page or picture.
enum HTMLText {
    /// The text with every character that could be markup as an entity, in content and in attributes alike.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in shown(text) {
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

    /// The text without control characters and without what XML can't hold.
    private static func shown(_ text: String) -> some Sequence<Unicode.Scalar> {
        Quoting.printable(text).unicodeScalars.lazy.map { $0.properties.isNoncharacterCodePoint ? "\u{FFFD}" : $0 }
    }
}
