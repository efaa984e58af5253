internal import CLinux
internal import Glibc

/// A results folder that is replaced as a whole, or not at all.
///
/// Everything is written to a hidden sibling first; `publish()` then exchanges the two in one operation of the file system.
public final class ResultsDirectory {
    /// The tables and records that a run may leave in its folder; anything else there but pictures and a report
    /// (`PictureFiles.isOwn`) is someone's work and stops the run.
    static let ownFiles = ["timeseries.csv", "totals.csv", "events.csv", "retention.csv", "summary.csv", "datapackage.json", "run.json"]

    private let target: String
    private let parent: String
    /// The hidden folder in which the results come to be.
    let staging: String
    /// Held open and locked while the staging folder is in use, so that no other run takes it for a leftover.
    private let lock: Int32
    private var isPublished = false

    /// Makes the staging folder, and the folders above the target that are missing.
    public init(_ target: String) throws(ResultsFailure) {
        var target = target
        while target.count > 1, target.hasSuffix("/") { target.removeLast() }
        self.target = target
        let slash = target.lastIndex(of: "/")
        let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
        parent = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
        if name.isEmpty || name == "." || name == ".." {
            throw .cannotCreate(path: target, reason: "it names no folder of its own")
        }
        try Self.refuseForeign(target)
        try Self.makeFolders(parent)
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
        if !isPublished { Self.remove(staging) }
        close(lock)
    }

    /// Creates a file of the results.
    func file(_ name: String) throws(ResultsFailure) -> OutputFile { try OutputFile(creating: "\(staging)/\(name)") }

    /// Puts the results in place of those of the run before.
    public func publish() throws(ResultsFailure) {
        if fsync(lock) != 0 { throw .cannotWrite(target) }
        // The folder may have changed while the run went on.
        try Self.refuseForeign(target)
        if unsafe rename(staging, target) == 0 {
            isPublished = true
        } else if errno == ENOTEMPTY || errno == EEXIST {
            guard unsafe renameat2(AT_FDCWD, staging, AT_FDCWD, target, WEIR_RENAME_EXCHANGE) == 0 else { throw .cannotWrite(target) }
            isPublished = true
            Self.remove(staging)
        } else {
            throw .cannotWrite(target)
        }
        let folder = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            _ = fsync(folder)
            close(folder)
        }
    }

    // MARK: folders

    private static func refuseForeign(_ target: String) throws(ResultsFailure) {
        var status = stat()
        guard unsafe lstat(target, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .cannotCreate(path: target, reason: "there is a file of that name") }
        if let entry = entries(target).first(where: { !ownFiles.contains($0) && !PictureFiles.isOwn($0) }) {
            throw .foreign(path: target, entry: entry)
        }
    }

    private static func makeFolders(_ path: String) throws(ResultsFailure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if unsafe mkdir(made, 0o777) != 0, errno != EEXIST { throw .cannotCreate(made) }
        }
    }

    /// Removes staging folders that a killed run left: those that nobody holds locked.
    private static func removeLeftovers(_ parent: String, _ prefix: String) {
        for entry in entries(parent) where entry.hasPrefix(prefix) {
            let path = "\(parent)/\(entry)"
            let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
            close(descriptor)
        }
    }

    /// Removes a folder with the files that a run wrote in it.
    private static func remove(_ path: String) {
        for entry in entries(path) { _ = unsafe unlink("\(path)/\(entry)") }
        _ = unsafe rmdir(path)
    }

    /// Names in a folder, sorted; none where it can't be read.
    private static func entries(_ path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
