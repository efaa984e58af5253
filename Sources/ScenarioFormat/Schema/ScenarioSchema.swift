/// The JSON Schema of the scenario file, made from the tables by which the reader checks it.
///
/// It says less than the reader does: whether names refer to something, whether a date exists, and what else
/// docs/scenario-format.md lists, a schema can't tell.
public enum ScenarioSchema {
    /// The file `schemas/scenario-1.json`.
    public static var text: [UInt8] { root.lines(width: 120) }

    private static var root: JSONText {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Weir scenario, format 1",
            "description": "A file with `extends` is a part, and any key of it may be inherited; any other is a whole scenario.",
            "type": "object",
            "if": ["required": ["extends"]],
            "then": part.reference("scenario"),
            "else": whole.reference("scenario"),
            "$defs": .object(whole.definitions + part.definitions),
        ]
    }

    private static let whole = SchemaForm(isPart: false)
    private static let part = SchemaForm(isPart: true)
}
