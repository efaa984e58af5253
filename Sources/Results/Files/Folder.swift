internal import CLinux
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

    /// Makes the names in a folder durable; whether the system could.
    @discardableResult
    static func flush(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    // MARK: what gives way

    /// Gives something another name, unless that is taken.
    ///
    /// - Returns: whether it has it; errno tells why not.
    static func move(_ path: String, toFree name: String) -> Bool {
        if unsafe renameat2(AT_FDCWD, path, AT_FDCWD, name, WEIR_RENAME_NOREPLACE) == 0 { return true }
        guard isUnsupported(errno) else { return false }
        // A link to a file fails where the name is taken; folders have none.
        if unsafe link(path, name) == 0 { return unsafe unlink(path) == 0 }
        if errno == EEXIST { return false }
        var status = stat()
        if unsafe lstat(name, &status) == 0 {
            errno = EEXIST
            return false
        }
        return unsafe rename(path, name) == 0
    }

    /// Lets two names change what they name: in one step, or in three where the file system hasn't got that one.
    ///
    /// - Parameter aside: a free name for the moment between.
    /// - Returns: whether they did; errno tells why not.
    static func exchange(_ path: String, _ target: String, by aside: String) -> Bool {
        if unsafe renameat2(AT_FDCWD, path, AT_FDCWD, target, WEIR_RENAME_EXCHANGE) == 0 { return true }
        guard isUnsupported(errno), unsafe rename(target, aside) == 0 else { return false }
        guard unsafe rename(path, target) == 0 else {
            let reason = errno
            _ = unsafe rename(aside, target)
            errno = reason
            return false
        }
        return unsafe rename(aside, path) == 0
    }

    /// Moves aside what is in a place, unless that is an empty folder.
    ///
    /// - Returns: its name there; nil where nothing was in the place.
    /// - Throws: `ResultsFailure.cannotWrite`.
    static func giveWay(_ target: String) throws(ResultsFailure) -> String? {
        var status = stat()
        guard unsafe lstat(target, &status) == 0, unsafe rmdir(target) != 0 else { return nil }
        return try moveAside(target, for: target)
    }

    /// Gives what is to take a place the permissions and the group of what is there.
    static func takeOver(modeOf target: String, for path: String) {
        var status = stat()
        guard unsafe stat(target, &status) == 0 else { return }
        // Whose group it may not have, it keeps from everybody else.
        let isShared = unsafe chown(path, uid_t.max, status.st_gid) == 0
        _ = unsafe chmod(path, status.st_mode & (isShared ? 0o7777 : 0o700))
    }

    /// Gives a file or folder the next free name of the row NAME.1, NAME.2, …
    ///
    /// - Returns: the name.
    /// - Throws: `ResultsFailure.cannotWrite`.
    static func moveAside(_ path: String, for target: String) throws(ResultsFailure) -> String {
        for number in 1...Int(Int32.max) {
            let name = "\(target).\(number)"
            if move(path, toFree: name) { return name }
            if errno != EEXIST { break }
        }
        throw .cannotWrite(target)
    }

    private static func isUnsupported(_ code: Int32) -> Bool { code == EINVAL || code == ENOSYS || code == ENOTSUP }
}
