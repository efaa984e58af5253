internal import Glibc

/// A single file that is written whole or not at all.
public enum AtomicFile {
    /// Writes the bytes beside `path` and renames them into its place.
    ///
    /// - Throws: `ResultsFailure`; what was there before is then as it was.
    public static func write(_ bytes: [UInt8], to path: String) throws(ResultsFailure) {
        try make(path, put(bytes)) { unsafe rename($0, $1) == 0 }
    }

    /// The same for a file that must not be there yet.
    ///
    /// - Throws: `ResultsFailure.taken` where it is, or another.
    public static func create(_ bytes: [UInt8], at path: String) throws(ResultsFailure) {
        // A link fails where the name is taken; a rename would replace it.
        try make(path, put(bytes)) { unsafe link($0, $1) == 0 && unlink($0) == 0 }
    }

    /// Lets `fill` write the file that it is given, beside `path`, and renames that into its place.
    static func write(
        to path: String, _ fill: (_ draft: String, _ file: OutputFile) throws(ResultsFailure) -> Void
    ) throws(ResultsFailure) { try make(path, fill) { unsafe rename($0, $1) == 0 } }

    private static func put(_ bytes: [UInt8]) -> (_ draft: String, _ file: OutputFile) throws(ResultsFailure) -> Void {
        { _, file throws(ResultsFailure) in
            try file.write(bytes)
            try file.flush()
        }
    }

    private static func make(
        _ path: String, _ fill: (_ draft: String, _ file: OutputFile) throws(ResultsFailure) -> Void,
        place: (_ draft: String, _ path: String) -> Bool
    ) throws(ResultsFailure) {
        var status = stat()
        // A rename would put the file in the place of a device or a pipe.
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
            throw .cannotCreate(path: path, reason: "there is something of that name that is no file")
        }
        try ResultsDirectory.refuseInside(path)
        let draft = try Draft.file(for: path)
        // Held until the file has its place, and the draft's lock with it.
        let file = OutputFile(draft.descriptor, calledInFaults: path)
        defer { withExtendedLifetime(file) {} }
        do throws(ResultsFailure) { try fill(draft.path, file) } catch {
            _ = unsafe unlink(draft.path)
            throw error
        }
        if !place(draft.path, path) {
            let failure: ResultsFailure =
                switch errno {
                case EEXIST: .taken(path: path)
                case EISDIR, ENOTDIR: .cannotCreate(path)
                default: .cannotWrite(path)
                }
            _ = unsafe unlink(draft.path)
            throw failure
        }
        Folder.flush(Folder.split(path).folder)
    }
}
