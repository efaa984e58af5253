internal import Glibc

/// A file put beside others, whole or not at all: written under a hidden name, made durable, and renamed.
enum AddedFile {
    /// How hidden names begin.
    static let prefix = ".weir-"

    static func write(_ bytes: [UInt8], to path: String) throws(AddedFileFailure) {
        let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        var template = Array("\(folder)/\(prefix)XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: reason()) }
        defer { close(descriptor) }
        do throws(AddedFileFailure) {
            try fill(descriptor, bytes, path)
            guard unsafe rename(template, path) == 0 else { throw .cannotCreate(path: path, reason: reason()) }
        } catch {
            _ = unsafe unlink(template)
            throw error
        }
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            _ = fsync(directory)
            close(directory)
        }
    }

    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws(AddedFileFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: path, reason: reason()) }
            rest = rest.dropFirst(count)
        }
        // mkstemp lets nobody else read; the files of a run may be read by all.
        guard fchmod(descriptor, 0o644) == 0, fsync(descriptor) == 0 else { throw .cannotWrite(path: path, reason: reason()) }
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)).lowercased() }
}

/// Why a picture or report could not be put in its place; what was there before is as it was.
public enum AddedFileFailure: Error, Equatable, CustomStringConvertible {
    case cannotCreate(path: String, reason: String)
    case cannotWrite(path: String, reason: String)

    public var description: String {
        switch self {
        case .cannotCreate(let path, let reason):
            "\(path): can't be created: \(reason); check that the folder is there and may be written to"
        case .cannotWrite(let path, let reason): "\(path): can't be written: \(reason); make room on the disk and run the command again"
        }
    }
}
