/// Reads a scenario file and those that it extends, and merges them into one tree.
struct ScenarioLoader {
    /// More files than this, counted as often as they are read, are refused.
    static let fileLimit = 256
    /// More bytes than this in all of them are refused.
    static let sizeLimit = 4 * FileContents.sizeLimit
    private static let nothingInherited = "there is nothing inherited to remove here; leave the key out"

    let faults: FaultCollector
    private let tree: ScenarioTree
    private var filesRead = 0
    private var bytesRead = 0

    private init(_ tree: ScenarioTree, _ faults: FaultCollector) { (self.tree, self.faults) = (tree, faults) }

    /// The merged tree, removed keys left in it as null; nil where the faults leave none.
    static func load(_ path: String, overrides: [Override], _ tree: ScenarioTree, _ faults: FaultCollector) throws(InputFailure)
        -> JSONNode?
    {
        var loader = ScenarioLoader(tree, faults)
        let bytes = try FileContents.contents(path, takesPipes: true)
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
        guard let extends = members.first(where: { $0.key == "extends" })?.value else {
            return own.withoutNulls(
                .root, faults, "null removes a key inherited through `extends`, and this file extends none; leave the key out")
        }
        let bases = names(extends).map { name, namePath in load(name, namePath, from: path, chain: chain + [path]) }
        guard !bases.isEmpty,
            let whole = bases.reduce(
                JSONNode?.none,
                { merged, next in
                    guard let next else { return merged }
                    return merged.map { merge($0, next, .root) } ?? next
                }), bases.allSatisfy({ $0 != nil })
        else { return nil }
        return merge(whole, own, .root)
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
        // Only a scenario itself may come from standard input.
        let file = text == "-" ? "./-" : RelativePath.resolve(text, from: parent)
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
        if let obstacle = tree.obstacle(file) {
            faults.add(name.place, path, "\(Quoting.quoted(text == "-" ? text : file)): \(obstacle)")
            return nil
        }
        do throws(FileContents.Unreadable) {
            let bytes = try FileContents.read(file)
            bytesRead += bytes.count
            if bytesRead > Self.sizeLimit {
                let limit = Self.sizeLimit / 1024 / 1024
                faults.add(name.place, path, "the files read through `extends` hold more than \(limit) MiB; merge some of them")
                filesRead = Self.fileLimit + 1
                return nil
            }
            return merged(bytes, at: file, chain: chain)
        } catch {
            faults.add(name.place, path, "\(Quoting.quoted(text == "-" ? text : file)): \(error.reason)")
            return nil
        }
    }

    /// Objects merge key by key, anything else replaces; a key keeps the place in the order where it first stood.
    private func merge(_ base: JSONNode, _ over: JSONNode, _ path: KeyPathText) -> JSONNode {
        guard case .object(var members) = base.content, case .object(let changes) = over.content else {
            return over.withoutNulls(path, faults, Self.nothingInherited)
        }
        var places: [String: Int] = [:]
        for (i, member) in members.enumerated() { places[member.key] = i }
        let names = members.filter { $0.value.content != .null }.map(\.key)
        for change in changes {
            let changePath = path.key(change.key)
            if change.value.content == .null {
                if let i = places[change.key], members[i].value.content != .null {
                    members[i] = change
                } else {
                    faults.add(
                        change.keyPlace, changePath,
                        "there is no such key to remove" + NearestName.suggestion(for: change.key, among: names))
                }
            } else if let i = places[change.key] {
                members[i] = JSONMember(
                    key: change.key, keyPlace: change.keyPlace, value: merge(members[i].value, change.value, changePath))
            } else {
                places[change.key] = members.count
                let value = change.value.withoutNulls(changePath, faults, Self.nothingInherited)
                members.append(JSONMember(key: change.key, keyPlace: change.keyPlace, value: value))
            }
        }
        return JSONNode(place: over.place, content: .object(members))
    }
}
