internal import Glibc
internal import ScenarioFormat

/// What the program wrote into a folder, file by file, by which it knows its own work again; the folder holds it as manifest.json.
struct Manifest: Equatable {
    static let fileName = "manifest.json"

    /// A file; one that is about to be replaced stands twice.
    struct Entry: Equatable {
        let name: String
        /// Nil where the file has a seal of its own.
        let digest: FileDigest?
    }
    var entries: [Entry] = []
    /// The sources that the results are of, as paths from the folder; empty where the folder was named by the user.
    var sources: [String] = []

    init() {}

    /// Nil where the folder holds no manifest, or one that somebody has changed.
    init?(in folder: String) {
        let path = "\(folder)/\(Self.fileName)"
        guard Seal.isIntact(path, as: .manifest), let text = try? JSONText.read(path), text["program"]?.text == "weir" else { return nil }
        guard case .array(let files) = text["files"] ?? .null else { return nil }
        for file in files {
            guard let name = file["name"]?.text else { return nil }
            var digest: FileDigest?
            if let sha256 = file["sha256"]?.text, let bytes = file["bytes"]?.numberValue.flatMap({ Int(exactly: $0) }) {
                digest = FileDigest(bytes: bytes, sha256: sha256)
            }
            entries.append(Entry(name: name, digest: digest))
        }
        if case .array(let paths) = text["sources"] ?? .null { sources = paths.compactMap(\.text) }
    }

    /// The file's bytes.
    var bytes: [UInt8] {
        var members: [(key: String, value: JSONText)] = [("program", .string("weir")), ("version", .string(programVersion))]
        if !sources.isEmpty { members.append(("sources", .array(sources.map { .string($0) }))) }
        let files = entries.map { entry in
            let proof: [(key: String, value: JSONText)] =
                entry.digest.map { [("bytes", .number(Double($0.bytes))), ("sha256", .string($0.sha256))] } ?? [("sealed", .bool(true))]
            return JSONText.object([("name", .string(entry.name))] + proof)
        }
        members.append(("files", .array(files)))
        return Seal.sealed(JSONText.object(members).pretty, as: .manifest)
    }

    /// Whether the program wrote a file of that name here.
    func names(_ name: String) -> Bool { entries.contains { $0.name == name } }

    /// Whether a file of the folder is as the program wrote it.
    func holds(_ name: String, in folder: String) -> Bool {
        let own = entries.filter { $0.name == name }
        let path = "\(folder)/\(name)"
        if own.contains(where: { $0.digest == nil }) { return Seal.isIntact(path, as: .record) }
        guard !own.isEmpty, let digest = FileDigest(path) else { return false }
        return own.contains { $0.digest == digest }
    }
}
