internal import Glibc

/// What the system offers for folders.
enum Folder {
    /// Names in a folder, sorted; none where there is no such folder.
    static func entries(_ path: String) throws(ResultsFailure) -> [String] {
        guard let folder = unsafe opendir(path) else {
            if errno == ENOENT { return [] }
            throw .cannotCreate(path)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        if errno != 0 { throw .cannotCreate(path) }
        return names.sorted()
    }

    /// The folder that a path lies in, and its name there.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// Makes a folder and those above it that are missing; returns those that it made.
    @discardableResult
    static func make(_ path: String) throws(ResultsFailure) -> [String] {
        var new: [String] = []
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if unsafe mkdir(made, 0o777) == 0 {
                new.append(made)
            } else if errno != EEXIST {
                let failure = ResultsFailure.cannotCreate(made)
                unmake(new)
                throw failure
            }
        }
        return new
    }

    /// Removes folders that were made for nothing, unless something is in them by now.
    static func unmake(_ made: [String]) {
        for path in made.reversed() { _ = unsafe rmdir(path) }
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
        for entry in (try? entries(path)) ?? [] where goes(entry) { _ = unsafe unlink("\(path)/\(entry)") }
        _ = unsafe rmdir(path)
    }
}
