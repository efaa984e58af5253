internal import Glibc
internal import ScenarioFormat

/// What a draft's folder says of itself: whose place the draft is to take, and what the program made for it.
struct Journal {
    enum Kind: String, CaseIterable {
        /// One file.
        case file
        /// A folder of files, each noted before it is made.
        case folder
        /// A folder whose files come and go, as a library names them.
        case scratch
    }
    private static let fileName = "journal"
    private static let mark = ".weir-"
    /// How many letters and digits end the name of a draft's folder: more than anybody would type.
    private static let suffixLength = 13

    /// The end of a draft's name, by chance.
    static func newSuffix() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 36)
        return String(repeating: "0", count: suffixLength - digits.count) + digits
    }

    /// Whether a folder has such a name.
    static func isNamed(_ folder: String) -> Bool {
        let name = Folder.split(folder).name
        guard name.hasPrefix("."), let mark = name.ranges(of: mark).last else { return false }
        let suffix = name[mark.upperBound...].utf8
        return suffix.count == suffixLength
            && suffix.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
    }

    /// How the name of a draft's folder begins.
    static func prefix(of target: String) -> String { ".\(target)\(mark)" }

    /// The name of the place that the draft is to take.
    let target: String
    private let kind: Kind
    private let path: String
    /// The number of what was made, which no other file of the file system has; nil where the run ended before it was noted.
    private let inode: UInt64?
    private let names: [String]

    private static func header(_ kind: Kind, _ target: String) -> String { "weir draft 1: \(kind.rawValue) for \(target)\n" }

    /// Begins a journal.
    ///
    /// - Throws: `ResultsFailure`; there is none then.
    init(_ kind: Kind, of target: String, in folder: String, calledInFaults name: String) throws(ResultsFailure) {
        (self.kind, self.target, path) = (kind, target, "\(folder)/\(Self.fileName)")
        (inode, names) = (nil, [])
        do throws(ResultsFailure) { try append(Self.header(kind, target), O_CREAT | O_EXCL, calledInFaults: name) } catch {
            remove()
            throw error
        }
    }

    /// That of a leftover; nil where the folder is none of this program's.
    init?(leftIn folder: String) {
        path = "\(folder)/\(Self.fileName)"
        let name = Folder.split(folder).name
        guard Self.isNamed(folder), FileState(path) != nil, let bytes = try? InputBytes.read(path),
            let mark = name.ranges(of: Self.mark).last
        else { return nil }
        let target = String(name[..<mark.lowerBound].dropFirst())
        // A run may have been killed within the first line.
        guard
            let kind = Kind.allCases.first(where: {
                bytes.starts(with: Self.header($0, target).utf8) || Self.header($0, target).utf8.starts(with: bytes)
            })
        else { return nil }
        (self.kind, self.target) = (kind, target)
        let lines = bytes.dropFirst(Self.header(kind, target).utf8.count).split(separator: UInt8(ascii: "\n"))
        inode = lines.first.flatMap { UInt64(String(decoding: $0, as: UTF8.self)) }
        names = lines.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }

    /// Notes what was made: a folder or a file.
    func note(madeAt made: String, calledInFaults name: String) throws(ResultsFailure) {
        var status = stat()
        guard unsafe lstat(made, &status) == 0 else { throw .cannotCreate(name) }
        try append("\(status.st_ino)\n", calledInFaults: name)
    }

    /// Notes a file of the folder that is about to be made.
    func note(_ file: String, calledInFaults name: String) throws(ResultsFailure) { try append(file + "\n", calledInFaults: name) }

    /// Removes what the program made for the draft.
    ///
    /// - Returns: whether nothing is left at the path. What else took that name stays, and so does what somebody put into the folder.
    func clear(_ made: String) -> Bool {
        var status = stat()
        guard unsafe lstat(made, &status) == 0 else { return errno == ENOENT }
        guard inode == nil || inode == UInt64(status.st_ino) else { return false }
        // Without a number the run ended at once; what is there can only be empty.
        if status.st_mode & S_IFMT != S_IFDIR {
            return unsafe (inode != nil || status.st_size == 0) && unlink(made) == 0
        }
        for name in kind == .scratch ? (try? Folder.entries(made)) ?? [] : names { _ = unsafe unlink("\(made)/\(name)") }
        return unsafe rmdir(made) == 0
    }

    func remove() { _ = unsafe unlink(path) }

    private func append(_ text: String, _ flags: Int32 = 0, calledInFaults name: String) throws(ResultsFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate(name) }
        defer { close(descriptor) }
        if !WholeWrite.write(Array(text.utf8), to: descriptor) { throw .cannotWrite(name) }
    }
}
