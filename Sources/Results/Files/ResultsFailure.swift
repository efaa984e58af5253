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
    /// The folder holds what the program can't prove to have written.
    case foreign(path: String, strangers: [Stranger])
    /// The file is there, and the program can't prove to have written it.
    case notOwn(path: String)
    /// The folder is named after what the results are of, and holds those of something else of that name.
    case ofAnother(path: String, sources: [String], own: [String])
    /// The results have been replaced, or added to, since they were read.
    case changed(path: String)
    /// The results would take the place of what they are made from.
    case overInput(path: String)
    /// The folder holds work of an ensemble that could be gone on with.
    case keptWork(path: String, what: String, way: String)

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
        case .foreign(let path, let strangers):
            "\(Quoting.printable(path)): holds \(Stranger.list(strangers)), which this program can't show to be its own work and would remove; choose another folder with `-o`, or add `--move-aside` to keep all that is there under another name"
        case .notOwn(let path):
            "\(Quoting.printable(path)): is there already, and this program can't show to have written it as it is now; choose another name, or add `--move-aside` to keep it under another name"
        case .ofAnother(let path, let sources, let own):
            "\(Quoting.printable(path)): holds results of \(Self.list(sources)), and these are of \(Self.list(own)); choose another folder with `-o`, or replace them by `-o \(Quoting.shell(path))`"
        case .changed(let path):
            "\(Quoting.printable(path)): has been replaced or added to while it was read; run it again"
        case .overInput(let path):
            "\(Quoting.printable(path)): is what the results are made from, and they would take its place; choose another place with `-o`"
        case .keptWork(let path, let what, let way):
            "\(Quoting.printable(path)): holds \(what); \(way), or add `--move-aside` to keep them under another name and begin anew"
        }
    }

    private static func list(_ paths: [String]) -> String { paths.map { Quoting.quoted($0) }.joined(separator: " and ") }

    static func cannotCreate(_ path: String) -> ResultsFailure { .cannotCreate(path: path, reason: reason(errno)) }
    static func cannotWrite(_ path: String) -> ResultsFailure { .cannotWrite(path: path, reason: reason(errno)) }

    static func cannotRead(_ path: String) -> ResultsFailure { .cannotRead(path: path, reason: reason(errno)) }

    private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)).lowercased() }
}
