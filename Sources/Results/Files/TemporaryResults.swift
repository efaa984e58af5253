internal import Glibc

/// Results that nobody keeps: gone with the value.
public final class TemporaryResults {
    /// Never published.
    let directory: ResultsDirectory
    /// The folder, which goes with this value.
    public var path: String { directory.staging }

    /// Makes the folder.
    ///
    /// - Throws: `ResultsFailure.cannotCreate`.
    public init() throws(ResultsFailure) {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        directory = try ResultsDirectory(Destination("\(base)/weir-results", movesAside: true))
    }
}
