internal import ScenarioFormat

/// Text from scenarios made fit to stand in a page or picture.
enum HTMLText {
    /// The text with every character that could be markup as an entity, in content and in attributes alike.
    static func escaped(_ text: String) -> String { Quoting.markup(Quoting.printable(text)) }
}
