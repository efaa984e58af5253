internal import Glibc

/// A single file that is written whole or not at all.
public enum AtomicFile {
    /// How the hidden names of files in the making begin.
    static let draftPrefix = ".weir-"

    /// Writes the bytes beside `path` and renames them into its place.
    public static func write(_ bytes: [UInt8], to path: String) throws(ResultsFailure) {
        try make(path, put(bytes, called: path)) { unsafe rename($0, $1) == 0 }
    }

    /// The same for a file that must not be there yet.
    public static func create(_ bytes: [UInt8], at path: String) throws(ResultsFailure) {
        // A link fails where the name is taken; a rename would replace it.
        try make(path, put(bytes, called: path)) { unsafe link($0, $1) == 0 && unlink($0) == 0 }
    }

    /// Lets `fill` write the file at the path that it is given, beside `path`, and renames that into its place.
    static func write(to path: String, _ fill: (_ draft: String) throws(ResultsFailure) -> Void) throws(ResultsFailure) {
        try make(path, fill) { unsafe rename($0, $1) == 0 }
    }

    private static func put(_ bytes: [UInt8], called name: String) -> (_ draft: String) throws(ResultsFailure) -> Void {
        { draft throws(ResultsFailure) in
            let file = try OutputFile(creating: draft, calledInFaults: name)
            try file.write(bytes)
            try file.flush()
        }
    }

    private static func make(
        _ path: String, _ fill: (_ draft: String) throws(ResultsFailure) -> Void, place: (_ draft: String, _ path: String) -> Bool
    ) throws(ResultsFailure) {
        var status = stat()
        // A rename would put the file in the place of a device or a pipe.
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
            throw .cannotCreate(path: path, reason: "there is something of that name that is no file")
        }
        let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        let draft = "\(folder)/\(draftPrefix)\(getpid())"
        _ = unsafe unlink(draft)
        do throws(ResultsFailure) { try fill(draft) } catch {
            _ = unsafe unlink(draft)
            throw error
        }
        if !place(draft, path) {
            let failure: ResultsFailure =
                switch errno {
                case EEXIST: .taken(path: path)
                case EISDIR, ENOTDIR: .cannotCreate(path)
                default: .cannotWrite(path)
                }
            _ = unsafe unlink(draft)
            throw failure
        }
        Folder.flush(folder)
    }
}
