internal import Glibc

/// A folder that no other run works in, or puts another in the place of, while the value lives.
final class FolderLock {
    private let descriptor: Int32

    /// - Parameters:
    ///   - isShared: whether others may hold it in the same way.
    ///   - waits: whether to wait for those that hold it.
    /// - Throws: `ResultsFailure.busy` where another holds it, or `cannotCreate` where there is no such folder.
    init(_ path: String, isShared: Bool = false, waits: Bool = false) throws(ResultsFailure) {
        while true {
            let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard opened >= 0 else { throw .cannotCreate(path) }
            // Some network file systems have no locks; there it is up to the user that no two runs meet.
            if flock(opened, (isShared ? LOCK_SH : LOCK_EX) | (waits ? 0 : LOCK_NB)) != 0, errno == EWOULDBLOCK {
                close(opened)
                throw .busy(path: path)
            }
            if Self.isStillThere(opened, path) {
                descriptor = opened
                return
            }
            close(opened)
            // The run that held it before has removed the folder, or put another in its place.
            if !waits { throw .busy(path: path) }
        }
    }

    private static func isStillThere(_ descriptor: Int32, _ path: String) -> Bool {
        var (own, other) = (stat(), stat())
        return unsafe fstat(descriptor, &own) == 0 && stat(path, &other) == 0 && own.st_ino == other.st_ino && own.st_dev == other.st_dev
    }

    deinit { close(descriptor) }
}
