internal import Glibc

/// A folder that no other run works in while the value lives.
final class FolderLock {
    private let descriptor: Int32

    /// - Parameters:
    ///   - isShared: whether others may hold it in the same way.
    ///   - waits: whether to wait for those that hold it.
    /// - Throws: `ResultsFailure.busy` where another holds it, or `cannotCreate` where there is no such folder.
    init(_ path: String, isShared: Bool = false, waits: Bool = false) throws(ResultsFailure) {
        descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotCreate(path) }
        // Some network file systems have no locks; there it is up to the user that no two runs meet.
        if flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | (waits ? 0 : LOCK_NB)) != 0, errno == EWOULDBLOCK {
            close(descriptor)
            throw .busy(path: path)
        }
        // The run that held it before may have removed the folder while this one waited for it.
        if unsafe access(path, F_OK) != 0 {
            close(descriptor)
            throw .busy(path: path)
        }
    }

    deinit { close(descriptor) }
}
