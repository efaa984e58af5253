internal import Glibc

/// What results have replaced: it goes where all of it is the program's, and else is kept beside them.
enum Replaced {
    /// - Parameters:
    ///   - path: what was replaced, where it is now.
    ///   - proof: of the folder that it is, from before; nil where it has to be looked at now.
    ///   - kind: of the single file that it is; nil where any of the program's may go.
    ///   - target: what it was called.
    static func clear(
        _ path: String, _ proof: FolderProof? = nil, as kind: Seal.Kind? = nil, for target: String, tell: (String) -> Void
    ) {
        guard let strangers = try? strangers(path, proof, kind, target), strangers.isEmpty else {
            let place = (try? Folder.moveAside(path, for: target)) ?? path
            return tell(Notice.kept(target, (try? self.strangers(place, proof, kind, target)) ?? [], place: place))
        }
        for name in ((try? Folder.entries(path)) ?? []) where name != Manifest.fileName { _ = unsafe unlink("\(path)/\(name)") }
        // As long as anything else is left, the manifest says what it is.
        if (try? Folder.entries(path)) == [Manifest.fileName] { _ = unsafe unlink("\(path)/\(Manifest.fileName)") }
        if unsafe rmdir(path) != 0, errno == ENOTDIR { _ = unsafe unlink(path) }
    }

    private static func strangers(_ path: String, _ proof: FolderProof?, _ kind: Seal.Kind?, _ target: String) throws(ResultsFailure)
        -> [Stranger]
    {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return [] }
        if status.st_mode & S_IFMT == S_IFDIR {
            if let proof, try proof.strangers(in: path, succeededBy: target).isEmpty { return [] }
            // Another run may have replaced the folder meanwhile.
            return try FolderProof(of: path, keeping: proof?.kept ?? []).strangers(in: path, succeededBy: target)
        }
        return Seal.Kind.allCases.contains { (kind ?? $0) == $0 && Seal.isIntact(path, as: $0) }
            ? [] : [Stranger(name: Folder.split(target).name, isChanged: false)]
    }
}
