internal import Glibc

/// Reading a whole file.
enum FileContents {
    /// Larger files are refused unread: the largest scenario anyone writes by hand is a thousandth of it.
    static let sizeLimit = 16 * 1024 * 1024

    struct Unreadable: Error {
        let reason: String
        /// The file is there but is too large to be a scenario, so it is bad data rather than no input.
        let tooLarge: Bool
    }

    /// The bytes of the file at `path`.
    ///
    /// - Parameter takesPipes: whether `-` is standard input, and a pipe or a device is read until it ends: only where the user has
    ///   named it. Any other would be waited for, perhaps for ever.
    static func read(_ path: String, limit: Int = sizeLimit, takesPipes: Bool = false) throws(Unreadable) -> [UInt8] {
        if path.utf8.contains(0) { throw Unreadable(reason: reason(ENOENT), tooLarge: false) }
        let isStandardInput = takesPipes && path == "-"
        let descriptor = isStandardInput ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC | (takesPipes ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { throw Unreadable(reason: reason(errno), tooLarge: false) }
        defer { if !isStandardInput { close(descriptor) } }
        if !takesPipes, !isFileOrFolder(descriptor) { throw Unreadable(reason: reason(ENXIO), tooLarge: false) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Unreadable(reason: reason(errno), tooLarge: false) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            if bytes.count > limit {
                throw Unreadable(
                    reason: limit == sizeLimit
                        ? "is larger than \(limit / 1024 / 1024) MiB, the most that a scenario file may hold"
                        : "is larger than \(limit / 1024 / 1024) MiB, the most that is read; write fewer days with `--set output_every=P1W`",
                    tooLarge: true)
            }
        }
    }

    /// The bytes of the file at `path`, or the failure of the input that it is.
    static func contents(_ path: String, limit: Int = sizeLimit, takesPipes: Bool = false) throws(InputFailure) -> [UInt8] {
        do throws(Unreadable) { return try read(path, limit: limit, takesPipes: takesPipes) } catch {
            let fault = Fault(file: takesPipes && path == "-" ? "standard input" : path, path: nil, message: error.reason)
            throw error.tooLarge ? .faulty([fault]) : .unreadable(fault)
        }
    }

    /// Why a file that another names can't be read, without reading it; nil where it can. A pipe or device is none.
    static func obstacle(_ path: String) -> String? {
        if path.utf8.contains(0) { return reason(ENOENT) }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return reason(errno) }
        defer { close(descriptor) }
        if !isFileOrFolder(descriptor) { return reason(ENXIO) }
        var byte: UInt8 = 0
        return unsafe Glibc.read(descriptor, &byte, 1) < 0 ? reason(errno) : nil
    }

    private static func isFileOrFolder(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) != 0 || [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
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
