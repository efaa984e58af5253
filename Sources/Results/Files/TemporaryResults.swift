internal import Glibc

/// A results folder that nobody keeps: gone with the value.
public final class TemporaryResults {
    private let parent: String
    /// Where a run may write its results.
    public var path: String { parent + "/results" }

    /// Makes the folder.
    public init() throws(ResultsFailure) {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/weir-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else { throw .cannotCreate(base) }
        parent = unsafe String(cString: made)
    }

    deinit {
        Folder.remove(path)
        _ = unsafe rmdir(parent)
    }
}
