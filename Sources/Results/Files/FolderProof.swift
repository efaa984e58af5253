internal import Glibc
internal import ScenarioFormat

/// A file that the program can't prove to have written.
public struct Stranger: Equatable, Sendable {
    /// Its name in the folder.
    public let name: String
    /// Whether the program wrote a file of that name there, which was changed since.
    public let isChanged: Bool

    /// Several, as a fault names them.
    static func list(_ strangers: [Stranger]) -> String {
        let shown = strangers.prefix(20).map { Quoting.quoted($0.name) + ($0.isChanged ? " (changed since it was written)" : "") }
        let more = strangers.count > shown.count ? " and \(strangers.count - shown.count) more" : ""
        return shown.joined(separator: ", ") + more
    }
}

/// Which files of a folder the program has written, by the folder's manifest.
struct FolderProof {
    /// Those that it can't be shown of, by name.
    private(set) var strangers: [Stranger] = []
    /// The folder's manifest; nil where it has none that counts.
    let manifest: Manifest?
    /// Names of files that are somebody's work and were carried over.
    let kept: [String]
    private var states: [String: FileState] = [:]

    /// - Parameter kept: names of files that are somebody's work and are to be carried over.
    /// - Throws: `ResultsFailure` where the folder can't be read.
    init(of folder: String, keeping kept: [String] = []) throws(ResultsFailure) {
        let names = try Folder.entries(folder)
        let manifest = names.contains(Manifest.fileName) ? Manifest(in: folder) : nil
        (self.manifest, self.kept) = (manifest, kept)
        for name in names where !kept.contains(name) {
            // Looked at first, so that what is written while the file is read shows afterwards.
            let state = FileState("\(folder)/\(name)")
            if manifest != nil && name == Manifest.fileName || manifest?.holds(name, in: folder) ?? false {
                guard let state else { throw .cannotRead("\(folder)/\(name)") }
                states[name] = state
            } else {
                strangers.append(Stranger(name: name, isChanged: manifest?.names(name) ?? false))
            }
        }
    }

    /// What is in the folder by now and isn't what was proved to be the program's.
    ///
    /// - Parameters:
    ///   - folder: the same folder, which may have another name by now.
    ///   - successor: that which holds the files that were carried over.
    func strangers(in folder: String, succeededBy successor: String) throws(ResultsFailure) -> [Stranger] {
        try Folder.entries(folder).filter { name in
            guard let state = FileState("\(folder)/\(name)") else { return true }
            return kept.contains(name) ? !state.isOf(FileState("\(successor)/\(name)")) : states[name] != state
        }.map { Stranger(name: $0, isChanged: states[$0] != nil) }
    }
}

/// A regular file as it was when it was looked at; any write to it since then shows.
struct FileState: Equatable {
    private let inode: UInt64
    private let size: Int
    private let changed: [Int]

    /// Nil where there is none of that name, or a link, a folder or a device.
    init?(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        (inode, size) = (UInt64(status.st_ino), Int(status.st_size))
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }

    /// Whether both are names of one file.
    func isOf(_ other: FileState?) -> Bool { inode == other?.inode }
}
