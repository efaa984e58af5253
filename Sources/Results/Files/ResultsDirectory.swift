internal import CLinux
internal import Glibc

/// A results folder that is replaced as a whole, or not at all.
///
/// Everything is written to a hidden sibling first; `publish()` then exchanges the two in one operation of the file system.
public final class ResultsDirectory {
    /// Every file that a run may leave in its folder; anything else there but pictures and a report (`PictureFiles.isOwn`) is
    /// someone's work and stops the run.
    static let ownFiles =
        RunTables.names.map { $0 + ".csv" } + [
            "datapackage.json", "run.json", "sweep.csv", "quantiles.csv", "statuses.csv", "members.csv", "differences.csv",
            "summary-differences.csv", "sensitivity.csv", "samples.csv", "trajectory.csv", "box.csv",
        ] + FitTables.fileNames

    private let target: String
    private let parent: String
    /// The hidden folder in which the results come to be.
    let staging: String
    /// Held open and locked while the staging folder is in use, so that no other run takes it for a leftover.
    private let lock: Int32
    private var isPublished = false
    /// Names of all files that an export may leave; nil for a run.
    private let exportedFiles: [String]?
    /// Folders above the target that weren't there before.
    private let madeParents: [String]

    /// Files of the target that are someone's work and are carried over into what replaces it.
    private let kept: [String]

    /// Makes the staging folder, and the folders above the target that are missing.
    ///
    /// - Parameters:
    ///   - target: the folder that is to be made or replaced.
    ///   - kept: names of files that are carried over from the folder that is replaced.
    ///   - exportedFiles: names of all files that an export may leave, which are then what it may replace; nil for a run.
    public init(_ target: String, keeping kept: [String] = [], exportedFiles: [String]? = nil) throws(ResultsFailure) {
        self.kept = kept
        self.exportedFiles = exportedFiles
        var target = target
        while target.count > 1, target.hasSuffix("/") { target.removeLast() }
        self.target = target
        let slash = target.lastIndex(of: "/")
        let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
        parent = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
        if name.isEmpty || name == "." || name == ".." {
            throw .cannotCreate(path: target, reason: "it names no folder of its own")
        }
        try Self.refuseForeign(target, but: exportedFiles, kept)
        madeParents = try Folder.make(parent)
        let prefix = ".\(name).weir-"
        Self.removeLeftovers(parent, prefix)
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else { throw .cannotCreate(target) }
        staging = unsafe String(cString: made)
        lock = unsafe open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if lock < 0 { throw .cannotCreate(target) }
        _ = flock(lock, LOCK_EX | LOCK_NB)
        _ = unsafe chmod(staging, 0o755)
    }

    deinit {
        if !isPublished {
            Folder.remove(staging)
            for folder in madeParents.reversed() { _ = unsafe rmdir(folder) }
        }
        close(lock)
    }

    /// Creates a file of the results.
    func file(_ name: String) throws(ResultsFailure) -> OutputFile {
        try OutputFile(creating: "\(staging)/\(name)", calledInFaults: "\(target)/\(name)")
    }

    /// Puts the results in place of those of the run before.
    public func publish() throws(ResultsFailure) {
        for name in kept where unsafe access("\(target)/\(name)", F_OK) == 0 {
            if unsafe link("\(target)/\(name)", "\(staging)/\(name)") != 0 { throw .cannotWrite("\(target)/\(name)") }
        }
        if fsync(lock) != 0 { throw .cannotWrite(target) }
        // The folder may have changed while the run went on.
        try Self.refuseForeign(target, but: exportedFiles, kept)
        if unsafe rename(staging, target) == 0 {
            isPublished = true
        } else if errno == ENOTEMPTY || errno == EEXIST {
            try exchange()
            isPublished = true
            // What someone has put there in the meantime stays, under the hidden name.
            Folder.remove(staging, where: mayReplace)
        } else {
            throw .cannotWrite(target)
        }
        Folder.flush(parent)
    }

    /// Lets the staging folder and the target change places: in one step, or in two where the file system hasn't got that one.
    private func exchange() throws(ResultsFailure) {
        if unsafe renameat2(AT_FDCWD, staging, AT_FDCWD, target, WEIR_RENAME_EXCHANGE) == 0 { return }
        guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { throw .cannotWrite(target) }
        let aside = staging + "-old"
        guard unsafe rename(target, aside) == 0 else { throw .cannotWrite(target) }
        guard unsafe rename(staging, target) == 0 else {
            let failure = ResultsFailure.cannotWrite(target)
            _ = unsafe rename(aside, target)
            throw failure
        }
        _ = unsafe rename(aside, staging)
    }

    /// Whether a file of that name in the target may be replaced or carried over.
    private func mayReplace(_ name: String) -> Bool { Self.mayReplace(name, exportedFiles, kept) }

    private static func mayReplace(_ name: String, _ exported: [String]?, _ kept: [String]) -> Bool {
        kept.contains(name) || exported?.contains(name) ?? (ownFiles.contains(name) || PictureFiles.isOwn(name))
    }

    // MARK: folders

    private static func refuseForeign(_ target: String, but exported: [String]?, _ kept: [String]) throws(ResultsFailure) {
        var status = stat()
        guard unsafe lstat(target, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .cannotCreate(path: target, reason: "there is a file of that name") }
        if let entry = Folder.entries(target).first(where: { !mayReplace($0, exported, kept) }) {
            throw .foreign(path: target, entry: entry)
        }
    }

    /// Removes staging folders that a killed run left: those that nobody holds locked.
    private static func removeLeftovers(_ parent: String, _ prefix: String) {
        for entry in Folder.entries(parent) where entry.hasPrefix(prefix) {
            let path = "\(parent)/\(entry)"
            let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { Folder.remove(path) }
            close(descriptor)
        }
    }
}
