internal import Glibc
internal import Numerics

/// The last words of a single file that the program writes: the digest of all before them, by which it knows its own, unchanged work.
///
/// Files of a results folder need none: its manifest names them.
public enum Seal {
    /// What the file is; none takes the place of another kind's.
    public enum Kind: String, CaseIterable, Sendable {
        case page, junit, script, manifest, record, spreadsheet

        /// What stands before the mark and behind the digest, as the file's format takes a remark at its end.
        fileprivate var marks: (before: String, after: String) {
            switch self {
            case .page, .junit: ("<!-- ", " -->\n")
            case .script: ("# ", "\n")
            // The last member of an object that `JSONText.pretty` wrote.
            case .manifest, .record: (",\n  \"seal\": \"", "\"\n}\n")
            // The comment of an archive.
            case .spreadsheet: ("", "")
            }
        }
        fileprivate var mark: String { "weir \(rawValue) sha256 " }
    }

    private static let digits = 64

    /// The bytes with their seal.
    static func sealed(_ bytes: [UInt8], as kind: Kind) -> [UInt8] {
        let marks = kind.marks
        var sealed = bytes
        // The brace that ends an object comes behind the seal.
        if kind == .manifest || kind == .record { sealed.removeLast("\n}\n".utf8.count) }
        sealed += (marks.before + kind.mark).utf8
        return sealed + (SHA256.hexDigest(of: sealed) + marks.after).utf8
    }

    /// Seals a spreadsheet that is on disk: an archive whose last record has an empty comment.
    ///
    /// - Throws: `ResultsFailure.cannotWrite`.
    static func seal(zipAt path: String, calledInFaults name: String) throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(name) }
        defer { close(descriptor) }
        let end = lseek(descriptor, -2, SEEK_END)
        let mark = Kind.spreadsheet.mark
        let length = mark.utf8.count + digits
        guard end > 0, WholeWrite.write([UInt8(length), 0] + mark.utf8, to: descriptor),
            let digest = FileDigest(descriptor, length: Int(end) + 2 + mark.utf8.count)
        else { throw .cannotWrite(name) }
        guard lseek(descriptor, 0, SEEK_END) > 0, WholeWrite.write(Array(digest.sha256.utf8), to: descriptor) else {
            throw .cannotWrite(name)
        }
    }

    /// Whether the program wrote the file, as one of that kind, and nobody has changed it since.
    static func isIntact(_ path: String, as kind: Kind) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        let size = Int(status.st_size)
        guard let tail = WholeRead.read(descriptor, from: max(size - 120, 0), upTo: 120) else { return false }
        let (mark, after) = (Array(kind.mark.utf8), Array(kind.marks.after.utf8))
        guard tail.suffix(after.count).elementsEqual(after) else { return false }
        let digest = tail.dropLast(after.count).suffix(digits)
        guard tail.dropLast(after.count + digits).suffix(mark.count).elementsEqual(mark) else { return false }
        return FileDigest(descriptor, length: size - after.count - digits)?.sha256.utf8.elementsEqual(digest) ?? false
    }
}
