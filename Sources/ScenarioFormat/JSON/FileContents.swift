internal import Glibc
internal import Numerics

/// Reading a whole file.
enum FileContents {
    /// Larger files are refused unread: the largest scenario anyone writes by hand is a thousandth of it.
    static let sizeLimit = 16 * 1024 * 1024

    struct Unreadable: Error {
        let reason: String
        var kind = Kind.noInput

        enum Kind {
            case noInput
            /// It is there but is larger than any such file should be.
            case tooLarge
            case noMemory
        }
    }

    /// Memory that a file takes once it is read, in its own sizes: a cell or a value of a few bytes becomes a text with its place.
    private static let memoryPerByte = 20.0
    /// Smaller files need no look at the memory that is left.
    private static let smallSize = 1 << 20

    /// The bytes of the file at `path`.
    ///
    /// - Parameter takesPipes: whether `-` is standard input, and a pipe or a device is read until it ends: only where the user has
    ///   named it. Any other would be waited for, perhaps for ever.
    static func read(_ path: String, limit: Int = sizeLimit, takesPipes: Bool = false) throws(Unreadable) -> [UInt8] {
        if path.utf8.contains(0) { throw Unreadable(reason: reason(ENOENT)) }
        let isStandardInput = takesPipes && path == "-"
        let descriptor = isStandardInput ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC | (takesPipes ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { throw Unreadable(reason: reason(errno)) }
        defer { if !isStandardInput { close(descriptor) } }
        var status = stat()
        if unsafe fstat(descriptor, &status) == 0 {
            if !takesPipes, !isFileOrFolder(status) { throw Unreadable(reason: reason(ENXIO)) }
            if status.st_size > smallSize { try refuseBeyondMemory(Double(status.st_size) * memoryPerByte) }
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Unreadable(reason: reason(errno)) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            if bytes.count > limit {
                throw Unreadable(
                    reason: limit == sizeLimit
                        ? "is larger than \(limit / 1024 / 1024) MiB, the most that a scenario file may hold"
                        : "is larger than \(limit / 1024 / 1024) MiB, the most that is read; write fewer days with `--set output_every=P1W`",
                    kind: .tooLarge)
            }
        }
    }

    /// The bytes of the file at `path`, or the failure of the input that it is.
    static func contents(_ path: String, limit: Int = sizeLimit, takesPipes: Bool = false) throws(InputFailure) -> [UInt8] {
        do throws(Unreadable) { return try read(path, limit: limit, takesPipes: takesPipes) } catch {
            let fault = Fault(file: takesPipes && path == "-" ? "standard input" : path, path: nil, message: error.reason)
            switch error.kind {
            case .noInput: throw .unreadable(fault)
            case .tooLarge: throw .faulty([fault])
            case .noMemory: throw .noMemory(fault)
            }
        }
    }

    /// Why a file that another names can't be read, without reading it; nil where it can. A pipe or device is none.
    static func obstacle(_ path: String) -> String? {
        if path.utf8.contains(0) { return reason(ENOENT) }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return reason(errno) }
        defer { close(descriptor) }
        var status = stat()
        if unsafe fstat(descriptor, &status) == 0, !isFileOrFolder(status) { return reason(ENXIO) }
        var byte: UInt8 = 0
        return unsafe Glibc.read(descriptor, &byte, 1) < 0 ? reason(errno) : nil
    }

    private static func isFileOrFolder(_ status: stat) -> Bool { [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) }

    private static func refuseBeyondMemory(_ needed: Double) throws(Unreadable) {
        let available = AvailableMemory.now()
        if needed <= available.bytes { return }
        let megabytes = [needed, available.bytes].map { ShortestDecimal.text(($0 / 1e6).rounded()) }
        throw Unreadable(
            reason: "takes about \(megabytes[0]) MB of memory to read, and \(available.holder) leaves \(megabytes[1]) MB; give it more",
            kind: .noMemory)
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "there is no such file; check the name"
        // As opening a socket says of itself.
        case ENXIO: "is a pipe, a socket or a device; name a file"
        case EISDIR: "is a directory; name a scenario file in it"
        case EACCES, EPERM: "may not be read; check its permissions"
        default: unsafe "can't be read: " + String(cString: strerror(code)).lowercased()
        }
    }
}
