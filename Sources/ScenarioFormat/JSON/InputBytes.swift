/// The bytes of an input that is no scenario.
public enum InputBytes {
    /// - Throws: `InputFailure.unreadable` where the file can't be read.
    public static func read(_ path: String) throws(InputFailure) -> [UInt8] { try FileContents.contents(path, limit: .max) }
}
