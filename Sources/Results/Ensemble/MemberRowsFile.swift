internal import Glibc
internal import Numerics

/// Rows of members.csv that are kept in a file while an ensemble runs, behind a line by which the program knows the file.
///
/// Opened without waiting, so that a pipe in its place is a failure and not the end of all progress.
public struct MemberRowsFile: Sendable {
    private static let firstLine = Array("rows of a weir ensemble\n".utf8)

    private let path: String
    /// How much of the file counts. Unit: bytes.
    private var length = 0
    private var hash = SHA256()

    /// The file, none of which counts yet.
    init(path: String) { self.path = path }

    /// What counts.
    var digest: FileDigest { FileDigest(bytes: length, sha256: hash.hexDigest) }

    /// Whether the file begins as those of the program do.
    var isOwn: Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return WholeRead.read(descriptor, from: 0, upTo: Self.firstLine.count) == Self.firstLine
    }

    /// The file, as much of it counting as was noted; nil where it holds something else.
    ///
    /// - Throws: `ResultsFailure.cannotRead`.
    func confirmed(by noted: FileDigest) throws(ResultsFailure) -> MemberRowsFile? {
        var confirmed = MemberRowsFile(path: path)
        confirmed.length = noted.bytes
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw .cannotRead(path)
        }
        guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) >= noted.bytes else { return nil }
        var hash = SHA256()
        try confirmed.forEachPiece(from: 0) { (bytes) throws(ResultsFailure) in hash.update(bytes) }
        confirmed.hash = hash
        guard confirmed.digest == noted else { return nil }
        // What a killed run wrote behind that is rows too, the last perhaps in part; anything else is somebody's.
        var rest = MemberRowsFile(path: path)
        rest.length = Int(status.st_size)
        var (isAtStart, areRows) = (true, true)
        try rest.forEachPiece(from: noted.bytes) { (bytes) throws(ResultsFailure) in
            for byte in bytes {
                if isAtStart, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { areRows = false }
                isAtStart = byte == UInt8(ascii: "\n")
            }
        }
        return areRows ? confirmed : nil
    }

    /// Makes the file, without rows.
    ///
    /// - Throws: `ResultsFailure.taken` where there is one, or another.
    mutating func begin() throws(ResultsFailure) {
        try AtomicFile.create(Self.firstLine, at: path)
        hash.update(Self.firstLine)
        length = Self.firstLine.count
    }

    /// Writes bytes behind what counts; what a run that ended early has left there is lost.
    mutating func append(_ bytes: [UInt8]) throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) == off_t(length) else {
            throw .cannotWrite(path)
        }
        if !WholeWrite.write(bytes, to: descriptor) { throw .cannotWrite(path) }
        hash.update(bytes)
        length += bytes.count
    }

    /// Makes the rows durable.
    func flush() throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw .cannotWrite(path) }
    }

    /// Hands the rows over piece by piece.
    func forEachPiece(_ body: ([UInt8]) throws(ResultsFailure) -> Void) throws(ResultsFailure) {
        try forEachPiece(from: Self.firstLine.count, body)
    }

    private func forEachPiece(from start: Int, _ body: ([UInt8]) throws(ResultsFailure) -> Void) throws(ResultsFailure) {
        if length <= start { return }
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path) }
        defer { close(descriptor) }
        var (done, piece) = (start, [UInt8](repeating: 0, count: 1 << 20))
        while done < length {
            let count = unsafe pread(descriptor, &piece, min(length - done, piece.count), off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotRead(path) }
            try body(Array(piece[..<count]))
            done += count
        }
    }
}
