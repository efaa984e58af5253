// Literals keep the order of their keys, unlike a Dictionary.

extension JSONText: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral text: String) { self = .string(text) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number, rounded to a double beyond 2⁵³.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// An array.
    public init(arrayLiteral items: JSONText...) { self = .array(items) }
    /// An object with its keys in the order written.
    public init(dictionaryLiteral members: (String, JSONText)...) { self = .object(members.map { (key: $0.0, value: $0.1) }) }

    /// The object with further members at its end.
    func with(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
        guard case .object(let own) = self else { return self }
        return .object(own + members.map { (key: $0.key, value: $0.value) })
    }
}
