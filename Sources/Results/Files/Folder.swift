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

    /// Makes a folder and those above it that are missing.
    static func make(_ path: String) throws(ResultsFailure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if unsafe mkdir(made, 0o777) != 0, errno != EEXIST { throw .cannotCreate(made) }
        }
    }

    /// Removes a folder with the files in it.
    static func remove(_ path: String) {
        for entry in entries(path) { _ = unsafe unlink("\(path)/\(entry)") }
        _ = unsafe rmdir(path)
    }
}
