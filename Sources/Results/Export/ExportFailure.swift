/// Why an export can't be made, other than a faulty input or a disk that takes no more.
public enum ExportFailure: Error, Equatable, CustomStringConvertible {
    /// The program was built where libxlsxwriter wasn't installed.
    case builtWithoutSpreadsheets

    /// What is missing, and how to get it.
    public var description: String {
        switch self {
        case .builtWithoutSpreadsheets:
            // Nothing tells an incremental build that a C library has arrived.
            "this build can't write spreadsheets; install libxlsxwriter-dev and build again (`make build` does both; by hand: "
                + "`apt-get install libxlsxwriter-dev`, `swift package clean`, `swift build`), or export with `--notebook` alone"
        }
    }
}
