internal import Glibc
internal import ScenarioFormat

/// Files that are added to a folder of results, or take the place of those that the program has added before: all of them, or none.
struct FolderAddition {
    private let folder: String
    private let destination: Destination
    /// The folder's, as it was before anything was read for the files; nil where it has none that counts.
    private let manifest: Manifest?

    /// Begins one, before the results are read that the files are made from.
    ///
    /// - Throws: `ResultsFailure` where the folder isn't to be found.
    init(to destination: Destination) throws(ResultsFailure) {
        (folder, self.destination) = (try destination.resolved(), destination)
        manifest = Manifest(in: folder)
    }

    /// Writes the files into the folder and enters them in its manifest, where it has one.
    ///
    /// - Throws: `ResultsFailure`, such as `changed` where the folder isn't what it was at the beginning; it is then as it was.
    func write(_ files: [(name: String, bytes: [UInt8])]) throws(ResultsFailure) {
        // From here on nobody replaces the folder or adds to it.
        let lock = try FolderLock(folder, waits: true)
        defer { withExtendedLifetime(lock) {} }
        guard Manifest(in: folder) == manifest else { throw .changed(path: destination.path) }
        Draft.clearLeftovers(in: folder, tell: destination.tell)
        for (name, _) in files { try refuse(name) }
        let draft = try Draft(.folder, for: "\(folder)/\(Manifest.fileName)", tell: destination.tell)
        defer { draft.discard() }
        try write(files, manifest, draft)
    }

    private func write(_ files: [(name: String, bytes: [UInt8])], _ before: Manifest?, _ draft: Draft) throws(ResultsFailure) {
        var steps = try files.map { file throws(ResultsFailure) in
            (staged: try stage(file.name, file.bytes, as: file.name, draft), target: "\(folder)/\(file.name)")
        }
        if let before {
            let target = "\(folder)/\(Manifest.fileName)"
            let new = files.map { Manifest.Entry(name: $0.name, digest: FileDigest($0.bytes)) }
            var manifest = before
            // Old and new stand side by side for a moment, so that whichever is in place is known as the program's.
            manifest.entries += new
            steps.insert((try stage("both.json", manifest.bytes, as: Manifest.fileName, draft), target), at: 0)
            manifest.entries = before.entries.filter { entry in !files.contains { $0.name == entry.name } } + new
            steps.append((try stage("after.json", manifest.bytes, as: Manifest.fileName, draft), target))
        }
        // From here on nothing needs room on the disk.
        var placed: [(staged: String, target: String, hasReplaced: Bool)] = []
        do throws(ResultsFailure) {
            for (staged, target) in steps { placed.append((staged, target, try put(staged, at: target, draft))) }
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

    private func stage(_ name: String, _ bytes: [UInt8], as shown: String, _ draft: Draft) throws(ResultsFailure) -> String {
        try draft.note(name)
        let file = try OutputFile(creating: "\(draft.path)/\(name)", calledInFaults: "\(destination.path)/\(shown)")
        try file.write(bytes)
        try file.flush()
        return "\(draft.path)/\(name)"
    }

    /// - Returns: whether another file was there.
    private func put(_ staged: String, at target: String, _ draft: Draft) throws(ResultsFailure) -> Bool {
        if destination.movesAside, !target.hasSuffix("/" + Manifest.fileName), let aside = try Folder.giveWay(target) {
            destination.tell(Notice.movedAside(target, to: aside))
        }
        if Folder.move(staged, toFree: target) { return false }
        guard errno == EEXIST, Folder.exchange(staged, target, by: draft.aside) else { throw .cannotWrite(target) }
        return true
    }

    private func refuse(_ name: String) throws(ResultsFailure) {
        var status = stat()
        let path = "\(destination.path)/\(name)"
        guard unsafe lstat("\(folder)/\(name)", &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR { throw .cannotCreate(path: path, reason: "it is a folder") }
        if !destination.movesAside, manifest?.holds(name, in: folder) != true { throw .notOwn(path: path) }
    }
}
