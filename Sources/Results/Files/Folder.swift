internal import Glibc

/// What the system offers for folders.
enum Folder {
    /// Names in a folder, sorted; none where it can't be read.
    static func entries(_ path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a folder and those above it that are missing; returns those that it made.
    @discardableResult
    static func make(_ path: String) throws(ResultsFailure) -> [String] {
        var new: [String] = []
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if unsafe mkdir(made, 0o777) == 0 { new.append(made) } else if errno != EEXIST { throw .cannotCreate(made) }
        }
        return new
    }

    /// Makes the names in a folder durable, as far as the system lets it.
    static func flush(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    /// Removes those files of a folder that are to go, and the folder if none is left.
    static func remove(_ path: String, where goes: (_ name: String) -> Bool = { _ in true }) {
        for entry in entries(path) where goes(entry) { _ = unsafe unlink("\(path)/\(entry)") }
        _ = unsafe rmdir(path)
    }
}
