/// A value set from the command line, `PATH=VALUE`, after all files are merged.
public struct Override: Sendable, Equatable {
    /// The argument as typed.
    public let text: String
    let keys: [String]
    let valueOffset: Int

    /// Nil where the text has no `=` or names no key; keys are joined by `.` or `/`, a leading `$.` is allowed.
    public init?(_ text: String) {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        var path = text[..<equals]
        if path.hasPrefix("$.") { path = path.dropFirst(2) }
        let keys = path.split(separator: path.contains("/") ? "/" : ".", omittingEmptySubsequences: false).map(String.init)
        guard keys.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
        self.keys = keys
        valueOffset = text.utf8.distance(from: text.startIndex, to: equals) + 1
    }

    /// Puts the value into the tree: an object is replaced, not merged; null removes the key.
    ///
    /// A value that is no JSON counts as text, so that dates need no quotes.
    func apply(to root: inout JSONNode, _ faults: FaultCollector) {
        let bytes = Array(text.utf8)
        let file = faults.files.add("--set", bytes)
        // Spaces in place of the path keep the columns of the argument.
        let padded = [UInt8](repeating: UInt8(ascii: " "), count: valueOffset) + bytes[valueOffset...]
        let place = SourcePlace(file: file, offset: valueOffset)
        let value =
            JSONReader.read(padded, file: file, faults: FaultCollector(faults.files))
            ?? JSONNode(place: place, content: .string(String(decoding: bytes[valueOffset...], as: UTF8.self)))
        set(value, keys[...], in: &root, .root, SourcePlace(file: file, offset: 0), faults)
    }

    private func set(
        _ value: JSONNode, _ keys: ArraySlice<String>, in node: inout JSONNode, _ path: KeyPathText, _ place: SourcePlace,
        _ faults: FaultCollector
    ) {
        guard let key = keys.first else {
            node = value
            return
        }
        if node.content == .null { node = JSONNode(place: place, content: .object([])) }
        guard case .object(var members) = node.content else {
            faults.add(place, path, "is \(node.kind), so nothing can be set inside it")
            return
        }
        if !members.contains(where: { $0.key == key }) {
            members.append(JSONMember(key: key, keyPlace: place, value: JSONNode(place: place, content: .null)))
        }
        for i in members.indices where members[i].key == key {
            set(value, keys.dropFirst(), in: &members[i].value, path.key(key), place, faults)
        }
        node.content = .object(members)
    }
}
