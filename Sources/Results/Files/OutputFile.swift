internal import Glibc

/// A file being written, buffered.
final class OutputFile {
    /// Bytes gathered before they are handed to the system.
    private static let chunk = 1 << 16

    /// What faults call the file: the one that it will be.
    private let path: String
    private let descriptor: Int32

    /// Takes over a file that is open.
    init(_ descriptor: Int32, calledInFaults name: String) {
        path = name
        self.descriptor = descriptor
    }

    /// Creates the file, which must not exist.
    init(creating path: String, calledInFaults name: String) throws(ResultsFailure) {
        self.path = name
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
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
        if !WholeWrite.write(bytes, to: descriptor) { throw .cannotWrite(path) }
    }

    /// Fails where the disk has no room for so many bytes.
    func reserve(_ count: Int) throws(ResultsFailure) {
        let code = posix_fallocate(descriptor, 0, count)
        if code != 0 {
            errno = code
            throw .cannotWrite(path)
        }
    }

    /// Makes the file durable.
    func flush() throws(ResultsFailure) {
        if fsync(descriptor) != 0 { throw .cannotWrite(path) }
    }
}
