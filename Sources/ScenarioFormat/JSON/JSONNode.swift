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
        case .array(let items): items.isEmpty ? "an empty list" : "a list of \(items.count)"
        case .object: "an object"
        case .invalid: "a faulty value"
        }
    }

    /// Whether it is null; quicker than comparing contents, which may be large.
    var isNull: Bool { if case .null = content { true } else { false } }

    /// The value of a key, nil where this is no object or has no such key.
    func member(_ key: String) -> JSONNode? {
        if case .object(let members) = content { members.first { $0.key == key }?.value } else { nil }
    }

    /// The tree with a fault in place of every null.
    func withoutNulls(_ path: KeyPathText, _ faults: FaultCollector, _ message: String) -> JSONNode {
        switch content {
        case .null:
            faults.add(place, path, message)
            return JSONNode(place: place, content: .invalid)
        case .object(let members):
            let kept = members.map {
                JSONMember(key: $0.key, keyPlace: $0.keyPlace, value: $0.value.withoutNulls(path.key($0.key), faults, message))
            }
            return JSONNode(place: place, content: .object(kept))
        default: return self
        }
    }
}

/// A key of an object with its value.
struct JSONMember: Equatable {
    let key: String
    let keyPlace: SourcePlace
    var value: JSONNode
}
