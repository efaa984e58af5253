internal import Glibc
internal import ScenarioFormat

/// Why results could not be written; whatever was there before is as it was.
public enum ResultsFailure: Error, Equatable, CustomStringConvertible {
    /// A folder or file can't be created.
    case cannotCreate(path: String, reason: String)
    /// Writing, flushing or renaming failed.
    case cannotWrite(path: String, reason: String)
    /// Reading back what was written failed.
    case cannotRead(path: String, reason: String)
    /// A file that would have to be new is there already.
    case taken(path: String)
    /// A result is too large for a double.
    case notFinite(table: String)
    /// The disk has no room for the results. Unit: bytes.
    case tooLarge(needed: Double, available: Double)
    /// The file or folder would lie in a folder of results, which the next run replaces as a whole.
    case insideResults(path: String)
    /// Another run is at work in the folder.
    case busy(path: String)
    /// The folder holds something that no run wrote.
    case foreign(path: String, entry: String)

    /// What failed and the way out, behind the path where there is one.
    public var description: String {
        switch self {
        case .cannotCreate(let path, let reason):
            "\(Quoting.printable(path)): can't be created: \(reason); check that its folder is there and may be written to, or choose another place"
        case .cannotWrite(let path, let reason):
            "\(Quoting.printable(path)): can't be written: \(reason); what was there before is as it was; run it again once that is mended, or choose another place"
        case .cannotRead(let path, let reason):
            "\(Quoting.printable(path)): can't be read: \(reason); what was there before is as it was; run it again once that is mended"
        case .insideResults(let path):
            "\(Quoting.printable(path)): can't be created: it would lie among results, which the next run replaces as a whole; choose another place with `-o`"
        case .busy(let path):
            "\(Quoting.printable(path)): another run is at work there; wait for its end or choose another folder with `-o`"
        case .taken(let path): "\(Quoting.printable(path)): is there already, and is left as it is; choose another name"
        case .notFinite(let table):
            "a number of \(table).csv is beyond the range of a double; look for values many orders of magnitude too large"
        case .tooLarge(let needed, let available):
            "about \(MachineShortage.gigabytes(needed)) GB of disk space are needed, and \(MachineShortage.gigabytes(available)) GB are there; write fewer rows with `--set output_every=P1M`"
        case .foreign(let path, let entry):
            "\(Quoting.printable(path)): holds \(Quoting.quoted(entry)), which no run wrote and a run would remove; move it away or choose another folder with `-o`"
        }
    }

    static func cannotCreate(_ path: String) -> ResultsFailure { .cannotCreate(path: path, reason: reason(errno)) }
    static func cannotWrite(_ path: String) -> ResultsFailure { .cannotWrite(path: path, reason: reason(errno)) }

    static func cannotRead(_ path: String) -> ResultsFailure { .cannotRead(path: path, reason: reason(errno)) }

    private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)).lowercased() }
}
