internal import Glibc
internal import ScenarioFormat

/// Why results could not be written; whatever was there before is as it was.
public enum ResultsFailure: Error, Equatable, CustomStringConvertible {
    /// A folder or file can't be created.
    case cannotCreate(path: String, reason: String)
    /// Writing, flushing or renaming failed.
    case cannotWrite(path: String, reason: String)
    /// A file that would have to be new is there already.
    case taken(path: String)
    /// The folder holds something that no run wrote.
    case foreign(path: String, entry: String)

    public var description: String {
        switch self {
        case .cannotCreate(let path, let reason): "\(Quoting.printable(path)): can't be created: \(reason); choose another place with `-o`"
        case .cannotWrite(let path, let reason):
            "\(Quoting.printable(path)): can't be written: \(reason); what was there before is as it was"
        case .taken(let path): "\(Quoting.printable(path)): is there already, and is left as it is; choose another name"
        case .foreign(let path, let entry):
            "\(Quoting.printable(path)): holds \(Quoting.quoted(entry)), which no run wrote and a run would remove; move it away or choose another folder with `-o`"
        }
    }

    static func cannotCreate(_ path: String) -> ResultsFailure { .cannotCreate(path: path, reason: reason(errno)) }
    static func cannotWrite(_ path: String) -> ResultsFailure { .cannotWrite(path: path, reason: reason(errno)) }

    private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)).lowercased() }
}
