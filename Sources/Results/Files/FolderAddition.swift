internal import Glibc
internal import ScenarioFormat

/// Files that are added to a folder of results, or take the place of those that the program has added before: all of them, or none.
struct FolderAddition {
    private let folder: String
    private let destination: Destination
    private let draft: Draft
    /// What has its place already, and whether it took another file's.
    private var placed: [(staged: String, target: String, hasReplaced: Bool)] = []

    /// Writes the files into the folder and enters them in its manifest, where it has one.
    ///
    /// - Throws: `ResultsFailure`; the folder is then as it was.
    static func write(_ files: [(name: String, bytes: [UInt8])], to destination: Destination) throws(ResultsFailure) {
        let folder = try destination.resolved()
        Draft.clearLeftovers(in: folder, tell: destination.tell)
        let manifest = Manifest(in: folder)
        for (name, _) in files { try refuse(name, in: folder, manifest, destination) }
        var addition = try FolderAddition(folder, destination)
        defer { addition.draft.discard() }
        try addition.write(files, manifest)
    }

    private init(_ folder: String, _ destination: Destination) throws(ResultsFailure) {
        (self.folder, self.destination) = (folder, destination)
        draft = try Draft(.folder, for: "\(folder)/\(Manifest.fileName)", tell: destination.tell)
    }

    private mutating func write(_ files: [(name: String, bytes: [UInt8])], _ before: Manifest?) throws(ResultsFailure) {
        var steps = try files.map { file throws(ResultsFailure) in
            (staged: try stage(file.name, file.bytes, as: file.name), target: "\(folder)/\(file.name)")
        }
        if let before {
            let target = "\(folder)/\(Manifest.fileName)"
            let new = files.map { Manifest.Entry(name: $0.name, digest: FileDigest($0.bytes)) }
            var manifest = before
            // Old and new stand side by side for a moment, so that whichever is in place is known as the program's.
            manifest.entries += new
            steps.insert((try stage("both.json", manifest.bytes, as: Manifest.fileName), target), at: 0)
            manifest.entries = before.entries.filter { entry in !files.contains { $0.name == entry.name } } + new
            steps.append((try stage("after.json", manifest.bytes, as: Manifest.fileName), target))
        }
        // From here on nothing needs room on the disk.
        do throws(ResultsFailure) {
            for (staged, target) in steps { placed.append((staged, target, try put(staged, at: target))) }
        } catch {
            for (staged, target, hasReplaced) in placed.reversed() {
                if hasReplaced { _ = Folder.exchange(staged, target, by: draft.aside) } else { _ = Folder.move(target, toFree: staged) }
            }
            throw error
        }
        // Whatever came into a place in the meantime isn't the program's, and stays.
        for (name, _) in files where InputBytes.isThere("\(draft.path)/\(name)") && before?.holds(name, in: draft.path) != true {
            Replaced.clear("\(draft.path)/\(name)", for: "\(folder)/\(name)", tell: destination.tell)
        }
        Folder.flush(folder)
    }

    private func stage(_ name: String, _ bytes: [UInt8], as shown: String) throws(ResultsFailure) -> String {
        try draft.note(name)
        let file = try OutputFile(creating: "\(draft.path)/\(name)", calledInFaults: "\(destination.path)/\(shown)")
        try file.write(bytes)
        try file.flush()
        return "\(draft.path)/\(name)"
    }

    /// - Returns: whether another file was there.
    private func put(_ staged: String, at target: String) throws(ResultsFailure) -> Bool {
        if destination.movesAside, !target.hasSuffix("/" + Manifest.fileName) { try Folder.giveWay(target, tell: destination.tell) }
        if Folder.move(staged, toFree: target) { return false }
        guard errno == EEXIST, Folder.exchange(staged, target, by: draft.aside) else { throw .cannotWrite(target) }
        return true
    }

    private static func refuse(
        _ name: String, in folder: String, _ manifest: Manifest?, _ destination: Destination
    ) throws(ResultsFailure) {
        var status = stat()
        let path = "\(destination.path)/\(name)"
        guard unsafe lstat("\(folder)/\(name)", &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR { throw .cannotCreate(path: path, reason: "it is a folder") }
        if !destination.movesAside, manifest?.holds(name, in: folder) != true { throw .notOwn(path: path) }
    }
}
