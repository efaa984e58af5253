extension JSONText {
    /// The value in the file at `path`, read as strictly as a scenario.
    ///
    /// - Throws: `InputFailure` where it can't be read or is no JSON.
    public static func read(_ path: String) throws(InputFailure) -> JSONText {
        let faults = FaultCollector(SourceFiles())
        let bytes = try FileContents.contents(path)
        let node = JSONReader.read(bytes, file: faults.files.add(path, bytes), faults: faults)
        guard let node, faults.isEmpty else { throw faults.failure() }
        return JSONText(node)
    }

    /// The value of a tree, its places forgotten.
    init(_ node: JSONNode) {
        switch node.content {
        case .null, .invalid: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let value): self = .number(value)
        case .string(let text): self = .string(text)
        case .array(let items): self = .array(items.map { JSONText($0) })
        case .object(let members): self = .object(members.map { ($0.key, JSONText($0.value)) })
        }
    }

    /// The value of a key, nil where this is no object or has no such key.
    public subscript(_ key: String) -> JSONText? {
        if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
    }

    /// The keys of an object in their order; none for anything else.
    public var keys: [String] {
        if case .object(let members) = self { members.map(\.key) } else { [] }
    }

    /// The items of an array; none for anything else.
    public var items: [JSONText] {
        if case .array(let items) = self { items } else { [] }
    }

    /// Its text; nil where it is something else.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// Its number; nil where it is something else.
    public var numberValue: Double? {
        if case .number(let value) = self { value } else { nil }
    }
}
