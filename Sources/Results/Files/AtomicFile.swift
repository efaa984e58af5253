internal import Glibc

/// A single file that is written whole or not at all.
public enum AtomicFile {
    /// Writes the bytes beside `path` and renames them into its place.
    public static func write(_ bytes: [UInt8], to path: String) throws(ResultsFailure) {
        try write(to: path) { draft throws(ResultsFailure) in
            let file = try OutputFile(creating: draft)
            try file.write(bytes)
            try file.flush()
        }
    }

    /// Lets `make` write a draft beside `path`, and renames that into its place.
    static func write(to path: String, _ make: (_ draft: String) throws(ResultsFailure) -> Void) throws(ResultsFailure) {
        var status = stat()
        // A rename would put the file in the place of a folder, a device or a pipe.
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw .cannotCreate(path: path, reason: "there is something of that name that is no file")
        }
        let draft = "\(path).weir-\(getpid())"
        _ = unsafe unlink(draft)
        do throws(ResultsFailure) { try make(draft) } catch {
            _ = unsafe unlink(draft)
            throw error.about(path)
        }
        if unsafe rename(draft, path) != 0 {
            let failure = ResultsFailure.cannotWrite(path)
            _ = unsafe unlink(draft)
            throw failure
        }
    }
}
