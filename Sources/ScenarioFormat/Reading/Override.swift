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
        let file = faults.files.add("--set", bytes, isTyped: true)
        let place = SourcePlace(file: file, offset: valueOffset)
        if keys == ["extends"] {
            faults.add(
                SourcePlace(file: file, offset: 0), .root.key("extends"),
                "can't be set, as the files are merged already; write a file that extends the others")
            return
        }
        // Spaces in place of the path keep the columns of the argument.
        let padded = [UInt8](repeating: UInt8(ascii: " "), count: valueOffset) + bytes[valueOffset...]
        let text = String(decoding: bytes[valueOffset...], as: UTF8.self)
        var value = JSONNode(place: place, content: .string(text))
        if JSONReader.read(padded, file: file, faults: FaultCollector(faults.files)) != nil || Self.isMeantAsJSON(text) {
            let path = keys.reduce(KeyPathText.root) { $0.key($1) }
            value =
                JSONReader.read(padded, file: file, path: path, faults: faults, what: "argument")
                ?? JSONNode(place: place, content: .invalid)
            if value.content != .null {
                value = value.withoutNulls(path, faults, "there is nothing inherited to remove here; leave the key out")
            }
        }
        set(value, keys[...], in: &root, .root, SourcePlace(file: file, offset: 0), faults)
    }

    /// Whether a text that is no JSON was to be: an object, a list, a text in quotes or a number that went wrong.
    private static func isMeantAsJSON(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isMeantAsDate(text) else { return false }
        return "{[\"+-.0123456789".utf8.contains(first)
    }

    /// Whether a text is no number and has digits joined by what joins them in dates: `2016-08`, `1/8/2016`, `31.12.2016`.
    private static func isMeantAsDate(_ text: String) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = text.utf8.first, digits.contains(first) else { return false }
        return zip(text.utf8, text.utf8.dropFirst()).contains { digits.contains($0) && "-/".utf8.contains($1) }
            || text.utf8.count { $0 == UInt8(ascii: ".") } == 2
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
            let kind = node.kind
            faults.add(place, path, "is \(kind), so nothing can be set inside it")
            return
        }
        if keys.count == 1, value.isNull {
            let names = members.filter { !$0.value.isNull }.map(\.key)
            guard names.contains(key) else {
                faults.add(place, path.key(key), "there is no such key to remove" + NearestName.suggestion(for: key, among: names))
                return
            }
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
