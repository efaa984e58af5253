internal import Glibc
internal import Numerics

/// The last words of a single file that the program writes: the digest of all before them, by which it knows its own, unchanged work.
///
/// Files of a results folder need none: its manifest names them.
public enum Seal {
    /// How a file's format takes a remark at its end.
    public enum Form: Sendable {
        /// HTML and XML.
        case markup
        case shell
        /// An object, written by `JSONText.pretty`.
        case json
        /// The comment of an archive, which has none yet.
        case zip

        /// What stands before the mark, and behind the digest.
        fileprivate var marks: (before: String, after: String) {
            switch self {
            case .markup: ("<!-- ", " -->\n")
            case .shell: ("# ", "\n")
            case .json: (",\n  \"seal\": \"", "\"\n}\n")
            case .zip: ("", "")
            }
        }
    }

    private static let mark = "weir sha256 "
    private static let digits = 64

    /// The bytes with their seal.
    static func sealed(_ bytes: [UInt8], as form: Form) -> [UInt8] {
        let marks = form.marks
        var sealed = bytes
        // The brace that ends the object comes behind the seal.
        if case .json = form { sealed.removeLast("\n}\n".utf8.count) }
        sealed += (marks.before + mark).utf8
        return sealed + (SHA256.hexDigest(of: sealed) + marks.after).utf8
    }

    /// Seals an archive that is on disk, whose last record has an empty comment.
    ///
    /// - Throws: `ResultsFailure.cannotWrite`.
    static func seal(zipAt path: String, calledInFaults name: String) throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(name) }
        defer { close(descriptor) }
        let end = lseek(descriptor, -2, SEEK_END)
        let length = mark.utf8.count + digits
        guard end > 0, WholeWrite.write([UInt8(length), 0] + mark.utf8, to: descriptor),
            let digest = FileDigest(descriptor, length: Int(end) + 2 + mark.utf8.count)
        else { throw .cannotWrite(name) }
        guard lseek(descriptor, 0, SEEK_END) > 0, WholeWrite.write(Array(digest.sha256.utf8), to: descriptor) else {
            throw .cannotWrite(name)
        }
    }

    /// Whether the program wrote the file and nobody has changed it since.
    static func isIntact(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        let size = Int(status.st_size)
        guard let tail = WholeRead.read(descriptor, from: max(size - 100, 0), upTo: 100) else { return false }
        for form in [Form.markup, .shell, .json, .zip] {
            let after = Array(form.marks.after.utf8)
            guard tail.count >= mark.utf8.count + digits + after.count, tail.suffix(after.count).elementsEqual(after) else { continue }
            let digest = tail.dropLast(after.count).suffix(digits)
            guard tail.dropLast(after.count + digits).suffix(mark.utf8.count).elementsEqual(mark.utf8) else { continue }
            return FileDigest(descriptor, length: size - after.count - digits)?.sha256.utf8.elementsEqual(digest) ?? false
        }
        return false
    }
}
