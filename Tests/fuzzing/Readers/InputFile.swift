import Glibc

/// A file in a folder of its own, in memory where there is such a file system; both go with the value.
final class InputFile {
    let folder: String
    let bytes: [UInt8]
    private var names: Set<String> = []

    /// The file that holds the bytes.
    var path: String { folder + "/input" }

    init(_ bytes: [UInt8]) throws(BrokenPromise) {
        var template = Array(((access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") + "/weir-fuzz-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw BrokenPromise("there is no room for a folder") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.bytes = bytes
        _ = try write(bytes, to: "input")
    }

    deinit {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    /// Writes another file beside it; its path.
    func write(_ bytes: [UInt8], to name: String) throws(BrokenPromise) -> String {
        names.insert(name)
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw BrokenPromise("there is no room") }
        return path
    }
}
