/// Why no picture could be drawn.
public enum GnuplotFailure: Error, Equatable, CustomStringConvertible {
    /// PATH has no gnuplot.
    case missing
    /// It can't be started.
    case cannotRun(reason: String)
    /// It ended with an error, or without a picture.
    case failed(message: String)

    private static let wayOut = "install the Debian package `gnuplot-nox` (`sudo apt-get install gnuplot-nox`) and run the command again"

    /// What went wrong with gnuplot, and how to get one that works.
    public var description: String {
        switch self {
        case .missing: "pictures are drawn by gnuplot, which isn't there; \(Self.wayOut)"
        case .cannotRun(let reason): "gnuplot can't be started: \(reason); \(Self.wayOut)"
        case .failed(let message): "gnuplot drew no picture: \(message); if it is another than that of Debian 12 (5.4), \(Self.wayOut)"
        }
    }
}
