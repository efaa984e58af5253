internal import ScenarioFormat

/// datapackage.json: a Frictionless Data Package, version 2, that describes every table of the results.
enum DataPackage {
    static func text(of scenario: Scenario, _ tables: [TableDescription], _ dialect: CSVDialect) -> JSONText {
        text(
            name: packageName(scenario.name), title: scenario.title ?? scenario.name, description: scenario.note,
            sources: sources(of: scenario),
            tables, dialect)
    }

    static func text(
        name: String, title: String, description: String? = nil, sources: [String] = [], _ tables: [TableDescription], _ dialect: CSVDialect
    ) -> JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json")),
            ("name", .string(name)),
            ("title", .string(title)),
        ]
        if let description { members.append(("description", .string(description))) }
        if !sources.isEmpty { members.append(("sources", .array(sources.map { .object([("title", .string($0))]) }))) }
        members.append(("resources", .array(tables.map { resource($0, dialect) })))
        return .object(members)
    }

    /// Each source once, in file order.
    private static func sources(of scenario: Scenario) -> [String] {
        var seen: Set<String> = []
        return scenario.sources.map(\.text).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// A name may hold small letters, digits, `-`, `_` and `.` only.
    static func packageName(_ name: String) -> String {
        let kept = name.lowercased().unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "0"..."9", "-", "_", ".": Character(scalar)
            default: Character("-")
            }
        }
        return kept.isEmpty ? "results" : String(kept)
    }

    private static func resource(_ table: TableDescription, _ dialect: CSVDialect) -> JSONText {
        var schema: [(key: String, value: JSONText)] = [
            ("fields", .array(table.fields.map { field($0, dialect) })),
            ("missingValues", .array([.string("")])),
        ]
        if !table.key.isEmpty { schema.append(("primaryKey", .array(table.key.map { .string($0) }))) }
        var members: [(key: String, value: JSONText)] = [
            ("name", .string(table.name)), ("title", .string(table.title)), ("path", .string(table.fileName)), ("type", .string("table")),
            ("format", .string("csv")), ("mediatype", .string("text/csv")),
            // The byte order mark is no part of the text.
            ("encoding", .string(dialect == .standard ? "utf-8" : "utf-8-sig")),
        ]
        if dialect != .standard {
            members.append(
                (
                    "dialect",
                    .object([
                        ("delimiter", .string(String(UnicodeScalar(dialect.delimiter)))), ("lineTerminator", .string("\r\n")),
                    ])
                ))
        }
        return .object(members + [("schema", .object(schema))])
    }

    private static func field(_ field: Field, _ dialect: CSVDialect) -> JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("name", .string(field.name)), ("type", .string(field.kind.name)), ("title", .string(field.title)),
        ]
        if dialect.decimalMark != UInt8(ascii: "."), field.kind == .number {
            members.append(("decimalChar", .string(String(UnicodeScalar(dialect.decimalMark)))))
        }
        if let unit = field.unit { members.append(("unit", .string(unit))) }
        if !field.labels.isEmpty {
            members.append(
                ("categories", .array(field.labels.map { .object([("value", .string($0.value)), ("label", .string($0.label))]) })))
        }
        var constraints: [(key: String, value: JSONText)] = []
        if !field.isOptional { constraints.append(("required", .bool(true))) }
        if case .oneOf(let words) = field.kind { constraints.append(("enum", .array(words.map { .string($0) }))) }
        if !constraints.isEmpty { members.append(("constraints", .object(constraints))) }
        return .object(members)
    }
}
