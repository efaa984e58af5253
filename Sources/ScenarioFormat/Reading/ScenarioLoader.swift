/// Reads a scenario file and those that it extends, and merges them into one tree.
struct ScenarioLoader {
    /// More files than this, counted as often as they are read, are refused.
    static let fileLimit = 256

    let faults: FaultCollector
    private var filesRead = 0

    init(_ faults: FaultCollector) { self.faults = faults }

    /// The merged tree, removed keys left in it as null; nil where the faults leave none.
    static func load(_ path: String, overrides: [Override], _ faults: FaultCollector) throws(InputFailure) -> JSONNode? {
        var loader = ScenarioLoader(faults)
        let bytes = try FileContents.contents(path)
        guard var root = loader.merged(bytes, at: path, chain: []) else { return nil }
        for override in overrides { override.apply(to: &root, faults) }
        return root
    }

    private mutating func merged(_ bytes: [UInt8], at path: String, chain: [String]) -> JSONNode? {
        filesRead += 1
        let file = faults.files.add(path == "-" ? "standard input" : path, bytes)
        guard let node = JSONReader.read(bytes, file: file, faults: faults) else { return nil }
        guard case .object(let members) = node.content else {
            faults.add(node.place, .root, "a scenario is an object, found \(node.kind)")
            return nil
        }
        let own = JSONNode(place: node.place, content: .object(members.filter { $0.key != "extends" }))
        guard let extends = members.first(where: { $0.key == "extends" })?.value, extends.content != .null else {
            reportNulls(node, .root)
            return own
        }
        var base: JSONNode?
        for (name, namePath) in names(extends) {
            guard let next = load(name, namePath, from: path, chain: chain + [path]) else { return nil }
            base = base.map { Self.merge($0, next) } ?? next
        }
        return base.map { Self.merge($0, own) }
    }

    private func names(_ extends: JSONNode) -> [(JSONNode, KeyPathText)] {
        let path = KeyPathText.root.key("extends")
        switch extends.content {
        case .string: return [(extends, path)]
        case .array(let items) where !items.isEmpty: return items.enumerated().map { ($1, path.index($0)) }
        case .invalid: return []
        default:
            faults.add(extends.place, path, "expected the name of a file or a list of names, found \(extends.kind)")
            return []
        }
    }

    private mutating func load(_ name: JSONNode, _ path: KeyPathText, from parent: String, chain: [String]) -> JSONNode? {
        guard case .string(let text) = name.content, !text.isEmpty else {
            if name.content != .invalid { faults.add(name.place, path, "expected the name of a file, found \(name.kind)") }
            return nil
        }
        let file = RelativePath.resolve(text, from: parent)
        if let first = chain.firstIndex(of: file) {
            let circle = (chain[first...] + [file]).map { Quoting.quoted($0) }.joined(separator: " extends ")
            faults.add(name.place, path, "the files extend each other in a circle: \(circle); remove one `extends`")
            return nil
        }
        guard filesRead < Self.fileLimit else {
            if filesRead == Self.fileLimit {
                faults.add(name.place, path, "more than \(Self.fileLimit) files are read through `extends`; merge some of them")
                filesRead += 1
            }
            return nil
        }
        do throws(FileContents.Unreadable) {
            return merged(try FileContents.read(file), at: file, chain: chain)
        } catch {
            faults.add(name.place, path, "\(Quoting.quoted(file)): \(error.reason)")
            return nil
        }
    }

    /// A null removes an inherited key, so a file that inherits nothing can hold none.
    private func reportNulls(_ node: JSONNode, _ path: KeyPathText) {
        guard case .object(let members) = node.content else { return }
        for member in members {
            if member.value.content == .null {
                faults.add(
                    member.value.place, path.key(member.key),
                    "null removes a key inherited through `extends`, and this file extends none; leave the key out")
            }
            reportNulls(member.value, path.key(member.key))
        }
    }

    /// Objects merge key by key, anything else replaces; a key keeps the place in the order where it first stood.
    private static func merge(_ base: JSONNode, _ over: JSONNode) -> JSONNode {
        guard case .object(var members) = base.content, case .object(let changes) = over.content else { return over }
        var places: [String: Int] = [:]
        for (i, member) in members.enumerated() { places[member.key] = i }
        for change in changes {
            if let i = places[change.key] {
                members[i] = JSONMember(key: change.key, keyPlace: change.keyPlace, value: merge(members[i].value, change.value))
            } else {
                places[change.key] = members.count
                members.append(change)
            }
        }
        return JSONNode(place: over.place, content: .object(members))
    }
}
