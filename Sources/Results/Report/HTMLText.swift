internal import ScenarioFormat

/// Text from scenarios made fit to stand in a page or picture.
enum HTMLText {
    /// The text with every character that could be markup as an entity, in content and in attributes alike.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in GnuplotText.shown(text).unicodeScalars {
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
}
