/// Writes the schema in one of its two forms: of a whole scenario, or of the part that a file gives which extends others.
///
/// In a part any key may be absent or null, and rules between keys don't hold, as the other half may be inherited. Only
/// keywords that JSON Schema draft-07 and draft 2020-12 share, and read alike, are used.
struct SchemaForm {
    let isPart: Bool

    static let namePattern: JSONText = "^[a-z][a-z0-9_]{0,63}$"
    static let datePattern: JSONText = "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

    /// The name under which a definition of this form stands in `$defs`.
    func name(_ definition: String) -> String { isPart ? definition + "_part" : definition }

    func reference(_ definition: String) -> JSONText { ["$ref": .string("#/$defs/" + name(definition))] }

    /// The types that a value may have, null among them in a part.
    func type(_ names: String...) -> JSONText {
        let all = (isPart ? names + ["null"] : names).map { JSONText.string($0) }
        return all.count == 1 ? all[0] : .array(all)
    }

    // MARK: objects

    /// An object with these keys, besides the `note` and `source` that every object may have.
    func object(_ about: String, required: [String] = [], _ properties: [(String, JSONText)], rules: [JSONText] = []) -> JSONText {
        let texts = [("note", text("Text for people.")), ("source", text("Where the numbers come from."))]
        var schema: JSONText = [
            "description": .string(about), "type": type("object"),
            "properties": .object((properties + texts).map { (key: $0.0, value: $0.1) }), "additionalProperties": false,
        ]
        if isPart { return schema }
        if !required.isEmpty { schema = schema.with(["required": .array(required.map { .string($0) })]) }
        if !rules.isEmpty { schema = schema.with(["allOf": .array(rules)]) }
        return schema
    }

    /// An object of things by name.
    ///
    /// - Parameter special: entries that have a schema of their own.
    func named(_ about: String, _ entry: JSONText, special: [(String, JSONText)] = [], atLeastOne: Bool = false) -> JSONText {
        let texts = [("note", text("Text for people.")), ("source", text("Where the numbers come from."))]
        let schema: JSONText = [
            "description": .string(about), "type": type("object"), "propertyNames": ["pattern": Self.namePattern],
            "properties": .object((texts + special).map { (key: $0.0, value: $0.1) }), "additionalProperties": entry,
        ]
        guard atLeastOne, !isPart else { return schema }
        return schema.with(["minProperties": 1, "not": ["propertyNames": ["enum": ["note", "source"]]]])
    }

    /// `then` holds where all the keys are there.
    static func ifThere(_ keys: String..., then: JSONText) -> JSONText {
        ["if": ["required": .array(keys.map { .string($0) })], "then": then]
    }

    /// None of the keys may be there.
    static func without(_ keys: [String]) -> JSONText { ["properties": .object(keys.map { (key: $0, value: false) })] }

    // MARK: values

    func text(_ about: String) -> JSONText { ["description": .string(about), "type": type("string")] }

    /// The name of something that stands elsewhere in the scenario.
    func nameText(_ about: String) -> JSONText { text(about).with(["pattern": Self.namePattern]) }

    func fileName(_ about: String) -> JSONText { text(about).with(["minLength": 1]) }

    func choice<Word: RawRepresentable>(_ about: String, _ words: some Collection<Word>, default fallback: Word? = nil) -> JSONText
    where Word.RawValue == String {
        let names = words.map { JSONText.string($0.rawValue) }
        let schema: JSONText = ["description": .string(about), "enum": .array(isPart ? names + [.null] : names)]
        return fallback.map { schema.with(["default": .string($0.rawValue)]) } ?? schema
    }

    func period(_ about: String, units: String) -> JSONText {
        text(about).with(["pattern": .string("^P0*[1-9][0-9]{0,5}[\(units)]$")])
    }

    /// A number, a distribution of numbers or a parameter.
    func number(_ parameter: Parameter) -> (String, JSONText) { quantity(parameter, "uncertain_number") }

    func numbers<Table: ParameterTable>(_ table: [Table]) -> [(String, JSONText)] { table.map { number($0.parameter) } }

    /// The keys of those that must be there.
    static func required<Table: ParameterTable>(_ table: [Table]) -> [String] { table.filter(\.isRequired).map(\.key) }

    /// A number that must be known when the file is read, or a parameter that is one.
    func plainNumber(_ parameter: Parameter) -> (String, JSONText) { quantity(parameter, "known_value") }

    func quantity(_ parameter: Parameter, _ uncertain: String) -> (String, JSONText) {
        let about = parameter.about.prefix(1).uppercased() + parameter.about.dropFirst()
        var schema: JSONText = [
            "description": .string("\(about). Unit: \(parameter.unit)."),
            "type": parameter.allowsNever
                ? type("number", "string", "object") : type(parameter.range.whole ? "integer" : "number", "object"),
        ]
        if parameter.range.lower.isFinite {
            schema = schema.with([parameter.range.lowerOpen ? "exclusiveMinimum" : "minimum": .number(parameter.range.lower)])
        }
        if parameter.range.upper.isFinite {
            schema = schema.with([parameter.range.upperOpen ? "exclusiveMaximum" : "maximum": .number(parameter.range.upper)])
        }
        if parameter.allowsNever { schema = schema.with(["pattern": "^never$"]) }
        if case .value(let value, _) = parameter.fallback { schema = schema.with(["default": value.isFinite ? .number(value) : "never"]) }
        return (parameter.key, schema.with(["allOf": [reference(uncertain)]]))
    }

    /// A date, a distribution of dates or a parameter.
    func date(_ about: String) -> JSONText { dated(about, "uncertain_date") }

    /// A date that must be known when the file is read, or a parameter that is one.
    func plainDate(_ about: String) -> JSONText { dated(about, "known_value") }

    private func dated(_ about: String, _ uncertain: String) -> JSONText {
        ["description": .string(about), "type": type("string", "object"), "pattern": Self.datePattern, "allOf": [reference(uncertain)]]
    }
}
