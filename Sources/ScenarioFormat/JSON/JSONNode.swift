internal import Numerics

/// A JSON value with the place where it stands.
struct JSONNode: Equatable {
    var place: SourcePlace
    var content: Content

    indirect enum Content: Equatable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([JSONNode])
        case object([JSONMember])
        /// A value whose own fault is already reported.
        case invalid
    }

    /// What the value is, in the words of a fault.
    var kind: String {
        switch content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): "the number \(ShortestDecimal.text(value))"
        case .string(let text): "the text " + Quoting.quoted(text)
        case .array: "a list"
        case .object: "an object"
        case .invalid: "a faulty value"
        }
    }
}

/// A key of an object with its value.
struct JSONMember: Equatable {
    let key: String
    let keyPlace: SourcePlace
    var value: JSONNode
}
