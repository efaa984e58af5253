// Literals keep the order of their keys, unlike a Dictionary.

extension JSONText: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .string(text) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(arrayLiteral items: JSONText...) { self = .array(items) }
    public init(dictionaryLiteral members: (String, JSONText)...) { self = .object(members.map { (key: $0.0, value: $0.1) }) }

    /// The object with further members at its end.
    func with(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
        guard case .object(let own) = self else { return self }
        return .object(own + members.map { (key: $0.key, value: $0.value) })
    }
}
