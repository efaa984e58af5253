extension SchemaForm {
    enum Kind { case numbers, dates, either }

    /// What may stand for a number or date.
    var uncertainDefinitions: [(String, JSONText)] {
        let values: [(String, JSONText)] = [
            ("known_value", Self.whereObject(reference("parameter"))),
            ("uncertain_number", Self.whereObject(parameterOr("number_distribution"))),
            ("uncertain_date", Self.whereObject(parameterOr("date_distribution"))),
            (
                "population",
                ["if": ["type": "object", "required": ["series"]], "then": reference("series"), "else": reference("uncertain_number")]
            ),
            ("series", series), ("parameter", parameter),
            ("number_distribution", distribution("A distribution of numbers.", of: .numbers)),
            ("date_distribution", distribution("A distribution of dates.", of: .dates)),
            ("parameter_distribution", distribution("A distribution of numbers or dates.", of: .either)),
        ]
        return values + Distribution.families.compactMap { family in family.definition(self).map { (family.name, $0) } }
    }

    private static func whereObject(_ schema: JSONText) -> JSONText { ["if": ["type": "object"], "then": schema] }

    private func parameterOr(_ other: String) -> JSONText {
        ["if": ["required": ["parameter"]], "then": reference("parameter"), "else": reference(other)]
    }

    private var parameter: JSONText {
        object("A named value or distribution.", required: ["parameter"], [("parameter", nameText("The name of one of `parameters`."))])
    }

    private var series: JSONText {
        let point: JSONText = [
            "description": "A date and the number of people online then, 0 or more.", "type": "array", "minItems": 2, "maxItems": 2,
            "items": ["type": ["string", "number"], "pattern": Self.datePattern, "minimum": 0], "contains": ["type": "string"],
            "not": ["items": ["type": "string"]],
        ]
        return object(
            "A number that changes over time.", required: ["series"],
            [
                (
                    "series",
                    [
                        "description": "[date, people] with rising dates: linear between them, constant before and after.",
                        "type": type("array"), "minItems": 1, "items": point,
                    ]
                )
            ])
    }

    private func distribution(_ about: String, of kind: Kind) -> JSONText {
        let families = Distribution.families.filter { kind != .dates || $0.hasDates }
        var properties = families.map { ($0.name, $0.schema(self, of: kind)) }
        if kind != .dates {
            let unbounded = families.filter { !$0.isBounded }.map { "`\($0.name)`" }.joined(separator: ", ")
            for (key, word) in [("min", "at least"), ("max", "at most")] {
                let about = "Lets draws be \(word) this, by conditioning; with \(unbounded). Unit: as the key."
                properties.append((key, ["description": .string(about), "type": type("number")]))
            }
        }
        if kind == .either {
            properties.append(("title", text("What people call it.")))
        } else {
            properties.append(("parameter", text("In place of a distribution: the name of one of `parameters`.")))
        }
        let one = JSONText.array(families.map { ["required": [.string($0.name)]] })
        let bounded = JSONText.array(families.filter { $0.isBounded }.map { ["required": [.string($0.name)]] })
        return object(
            about, properties,
            rules: [["oneOf": one]] + (kind == .dates ? [] : [["if": ["anyOf": bounded], "then": Self.without(["min", "max"])]]))
    }

    /// A list of numbers, of dates, or of either but not of both.
    static func list(_ kind: Kind, _ schema: JSONText, count: Int? = nil) -> JSONText {
        let number: JSONText = ["type": "number"]
        let date: JSONText = ["type": "string", "pattern": datePattern]
        let sized = schema.with(["minItems": .number(Double(count ?? 1))])
        let limited = count.map { sized.with(["maxItems": .number(Double($0))]) } ?? sized
        return switch kind {
        case .numbers: limited.with(["items": number])
        case .dates: limited.with(["items": date])
        case .either: limited.with(["anyOf": [["items": number], ["items": date]]])
        }
    }
}
