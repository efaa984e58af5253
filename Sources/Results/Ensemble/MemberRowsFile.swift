internal import Glibc

/// Rows of members.csv that are kept in a file while an ensemble runs.
///
/// Opened without waiting, so that a pipe in its place is a failure and not the end of all progress.
public struct MemberRowsFile: Sendable {
    let path: String
    /// How much of the file counts. Unit: bytes.
    let length: Int

    /// Writes bytes behind what counts; what a run that ended early has left there is lost.
    func append(_ bytes: [UInt8]) throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotCreate(path) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) == off_t(length) else {
            throw .cannotWrite(path)
        }
        if !WholeWrite.write(bytes, to: descriptor) { throw .cannotWrite(path) }
    }

    /// Makes the rows durable.
    func flush() throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotCreate(path) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw .cannotWrite(path) }
    }

    /// Hands the rows over piece by piece.
    func forEachPiece(_ body: ([UInt8]) throws(ResultsFailure) -> Void) throws(ResultsFailure) {
        if length == 0 { return }
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path) }
        defer { close(descriptor) }
        var left = length
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while left > 0 {
            let count = unsafe Glibc.read(descriptor, &piece, min(left, piece.count))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotRead(path) }
            try body(Array(piece[..<count]))
            left -= count
        }
    }
}
