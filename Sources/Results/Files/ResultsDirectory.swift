internal import Glibc
internal import ScenarioFormat

/// A results folder that is replaced as a whole, or not at all.
///
/// Everything is written to a hidden draft first; `publish()` then exchanges the two in one operation of the file system. Only a folder
/// that the program has written itself is replaced, which its manifest proves.
public final class ResultsDirectory {
    /// The folder in which the results come to be.
    var staging: String { draft.path }
    private let target: String
    private let destination: Destination
    private let draft: Draft
    /// What was in the target's place at first; nil where nothing was.
    private let occupant: FolderProof?
    /// Folders above the target that weren't there before.
    private let madeParents: [String]
    /// Files of the target that are someone's work and are carried over into what replaces it.
    private let kept: [String]
    private var files: [OutputFile.Record] = []
    private var isPublished = false

    /// Makes the draft, and the folders above the target that are missing.
    ///
    /// - Parameters:
    ///   - destination: the folder that is to be made or replaced.
    ///   - kept: names of files that are carried over from the folder that is replaced.
    /// - Throws: `ResultsFailure` where a folder can't be made, or the target isn't one that may be replaced.
    public init(_ destination: Destination, keeping kept: [String] = []) throws(ResultsFailure) {
        self.destination = destination
        self.kept = kept
        target = try destination.resolved()
        occupant = try Self.occupant(of: destination, at: target, keeping: kept)
        let made = try Folder.make(Folder.split(target).folder)
        madeParents = made
        do throws(ResultsFailure) { draft = try Draft(.folder, for: target, tell: destination.tell) } catch {
            Folder.unmake(made)
            throw error
        }
    }

    deinit {
        if isPublished { return }
        draft.discard()
        Folder.unmake(madeParents)
    }

    /// Creates a file of the results.
    func file(_ name: String) throws(ResultsFailure) -> OutputFile {
        try draft.note(name)
        let file = try OutputFile(creating: "\(staging)/\(name)", calledInFaults: "\(destination.path)/\(name)")
        files.append(file.record)
        return file
    }

    /// Puts the results in place of those of the run before.
    ///
    /// - Throws: `ResultsFailure`; those of the run before are then in place.
    public func publish() throws(ResultsFailure) {
        var manifest = Manifest()
        manifest.sources = try destination.sources(from: target)
        manifest.entries = files.map { Manifest.Entry(name: Folder.split($0.path).name, digest: $0.isSealed ? nil : $0.digest) }
        let file = try file(Manifest.fileName)
        try file.write(manifest.bytes)
        try file.flush()
        for name in kept where InputBytes.isThere("\(target)/\(name)") {
            try draft.note(name)
            if unsafe link("\(target)/\(name)", "\(staging)/\(name)") != 0 { throw .cannotWrite("\(destination.path)/\(name)") }
        }
        if !Folder.flush(staging) { throw .cannotWrite(destination.path) }
        Folder.takeOver(modeOf: target, for: staging)
        // Nobody adds a picture or a page to a folder that is about to be replaced.
        let lock = InputBytes.isThere(target) ? try? FolderLock(target, waits: true) : nil
        defer { withExtendedLifetime(lock) {} }
        let aside = destination.movesAside ? try Folder.giveWay(target) : nil
        if unsafe rename(staging, target) != 0 {
            guard errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR, Folder.exchange(staging, target, by: draft.aside) else {
                let failure = ResultsFailure.cannotWrite(destination.path)
                if let aside { _ = Folder.move(aside, toFree: target) }
                throw failure
            }
            Replaced.clear(staging, occupant, for: target, tell: destination.tell)
        }
        if let aside { destination.tell(Notice.movedAside(target, to: aside)) }
        isPublished = true
        draft.discard()
        Folder.flush(Folder.split(target).folder)
    }

    // MARK: what may be replaced

    /// What is in the place of a folder that is to be written; nil where nothing is.
    ///
    /// - Throws: `ResultsFailure` where it can't be replaced.
    static func occupant(of destination: Destination, at target: String, keeping kept: [String] = []) throws(ResultsFailure) -> FolderProof?
    {
        if ["", ".", ".."].contains(Folder.split(target).name) {
            throw .cannotCreate(path: destination.path, reason: "it names no folder of its own")
        }
        try refuseInside(target, destination.path)
        var status = stat()
        guard unsafe lstat(target, &status) == 0 else { return nil }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            if destination.movesAside { return nil }
            throw .cannotCreate(path: destination.path, reason: "there is a file of that name")
        }
        // Other runs may be about to replace it; work of an ensemble is held for as long as that takes, and has no manifest.
        let lock = InputBytes.isThere("\(target)/\(Manifest.fileName)") ? try? FolderLock(target, isShared: true, waits: true) : nil
        defer { withExtendedLifetime(lock) {} }
        Draft.clearLeftovers(in: target, tell: destination.tell)
        let proof = try FolderProof(of: target, keeping: kept)
        if destination.movesAside { return proof }
        guard proof.strangers.isEmpty else { throw .foreign(path: destination.path, strangers: proof.strangers) }
        let (own, others) = (try destination.sources(from: target), proof.manifest?.sources ?? [])
        if !own.isEmpty, !others.isEmpty, own != others {
            let names = [others, own].map { $0.map { Destination.name(of: $0, from: target) } }
            throw .ofAnother(path: destination.path, sources: names[0], own: names[1])
        }
        return proof
    }

    /// Refuses a place inside a folder of results: the next run would be refused for it.
    static func refuseInside(_ target: String, _ name: String) throws(ResultsFailure) {
        if Manifest(in: Folder.split(target).folder) != nil { throw .insideResults(path: name) }
    }
}
