internal import Glibc
internal import Numerics

/// What a file holds, in short.
struct FileDigest: Equatable {
    /// Unit: bytes.
    private static let piece = 1 << 18

    /// Unit: bytes.
    let bytes: Int
    /// In 64 hexadecimal digits.
    let sha256: String

    init(bytes: Int, sha256: String) {
        self.bytes = bytes
        self.sha256 = sha256
    }

    init(_ content: [UInt8]) { self.init(bytes: content.count, sha256: SHA256.hexDigest(of: content)) }

    /// Of the first bytes of an open file; nil where they can't be read.
    init?(_ descriptor: Int32, length: Int) {
        var digest = SHA256()
        for start in stride(from: 0, to: length, by: Self.piece) {
            let wanted = min(Self.piece, length - start)
            guard let bytes = WholeRead.read(descriptor, from: start, upTo: wanted), bytes.count == wanted else { return nil }
            digest.update(bytes)
        }
        self.init(bytes: length, sha256: digest.hexDigest)
    }

    /// Of a regular file; nil where there is none of that name, or it can't be read.
    init?(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(descriptor, length: Int(status.st_size))
    }
}
