internal import Glibc
internal import Numerics

/// A file being written, buffered.
final class OutputFile {
    /// Bytes gathered before they are handed to the system.
    private static let chunk = 1 << 16

    /// What was written so far, which outlives the file.
    final class Record {
        let path: String
        /// Whether the file's own end proves what it is.
        var isSealed = false
        fileprivate var hash = SHA256()
        fileprivate var count = 0
        var digest: FileDigest { FileDigest(bytes: count, sha256: hash.hexDigest) }

        fileprivate init(_ path: String) { self.path = path }
    }

    /// Under the path that faults name: where the file will be.
    let record: Record
    private let descriptor: Int32

    /// Creates the file, which must not exist.
    init(creating path: String, calledInFaults name: String) throws(ResultsFailure) {
        record = Record(name)
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw .cannotCreate(name) }
    }

    /// Opens a file that is there, to be written from its start.
    init(opening path: String, calledInFaults name: String) throws(ResultsFailure) {
        record = Record(name)
        descriptor = unsafe open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 { throw .cannotCreate(name) }
    }

    deinit { close(descriptor) }

    /// Writes the cells out once they make a chunk, and empties them.
    func drain(_ cells: inout CellBuffer, all: Bool = false) throws(ResultsFailure) {
        guard all || cells.bytes.count >= Self.chunk else { return }
        try write(cells.bytes)
        cells.removeAll()
    }

    func write(_ bytes: [UInt8]) throws(ResultsFailure) {
        if !WholeWrite.write(bytes, to: descriptor) { throw .cannotWrite(record.path) }
        record.hash.update(bytes)
        record.count += bytes.count
    }

    /// Fails where the disk has no room for so many bytes.
    func reserve(_ count: Int) throws(ResultsFailure) {
        let code = posix_fallocate(descriptor, 0, count)
        if code != 0 {
            errno = code
            throw .cannotWrite(record.path)
        }
    }

    /// Makes the file durable.
    func flush() throws(ResultsFailure) {
        if fsync(descriptor) != 0 { throw .cannotWrite(record.path) }
    }
}
