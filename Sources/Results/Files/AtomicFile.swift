internal import Glibc

/// A single file that is written whole or not at all.
public enum AtomicFile {
    /// How the hidden names of files in the making begin.
    static let draftPrefix = ".weir-"

    /// Writes the bytes beside `path` and renames them into its place.
    public static func write(_ bytes: [UInt8], to path: String) throws(ResultsFailure) {
        try write(bytes, to: path) { unsafe rename($0, $1) == 0 }
    }

    /// The same for a file that must not be there yet.
    public static func create(_ bytes: [UInt8], at path: String) throws(ResultsFailure) {
        // A link fails where the name is taken; a rename would replace it.
        try write(bytes, to: path) { unsafe link($0, $1) == 0 && unlink($0) == 0 }
    }

    private static func write(_ bytes: [UInt8], to path: String, place: (_ draft: String, _ path: String) -> Bool) throws(ResultsFailure) {
        let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        let draft = "\(folder)/\(draftPrefix)\(getpid())"
        _ = unsafe unlink(draft)
        do throws(ResultsFailure) {
            let file = try OutputFile(creating: draft, calledInFaults: path)
            try file.write(bytes)
            try file.flush()
        } catch {
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
