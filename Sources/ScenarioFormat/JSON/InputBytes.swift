internal import Glibc

/// Inputs that are no scenarios.
public enum InputBytes {
    /// Whether there is a file or folder of that name, or none can tell: whoever opens it then learns why.
    public static func isThere(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR) }

    /// Why a file can't be read, such as that it is a pipe; nil where it can.
    public static func obstacle(_ path: String) -> String? { FileContents.obstacle(path) }

    /// - Throws: `InputFailure.unreadable` where the file can't be read.
    public static func read(_ path: String) throws(InputFailure) -> [UInt8] { try FileContents.contents(path, limit: .max) }
}
