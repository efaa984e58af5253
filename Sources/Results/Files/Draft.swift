internal import Glibc

/// A file or folder in the making: a hidden folder beside the place that it will take, which holds it under the name `new`, and a journal.
///
/// The journal proves that the program made what is there. Whoever makes a draft keeps it locked; one that nobody holds is what a killed
/// run has left, and is cleared before the next is made.
final class Draft {
    /// How often another name is tried: a run that clears leftovers may get hold of a draft before its maker has locked it.
    private static let attempts = 100
    private static let (newName, oldName) = ("new", "old")

    /// The hidden folder.
    private let folder: String
    private let lock: Int32
    private let journal: Journal
    private let target: String

    /// What is being made.
    var path: String { "\(folder)/\(Self.newName)" }
    /// Where what is at the target's place waits while the draft takes it, on file systems that can't exchange the two.
    var aside: String { "\(folder)/\(Self.oldName)" }

    /// Makes the hidden folder, and in it an empty file or folder.
    ///
    /// - Parameter tell: is told of what a killed run left that isn't the program's.
    /// - Throws: `ResultsFailure.cannotCreate`.
    init(_ kind: Journal.Kind, for target: String, tell: (String) -> Void) throws(ResultsFailure) {
        let (parent, name) = Folder.split(target)
        Self.clearLeftovers(in: parent, tell: tell) { $0.hasPrefix(Journal.prefix(of: name)) }
        (folder, lock) = try Self.lockedFolder("\(parent)/\(Journal.prefix(of: name))", for: target)
        self.target = target
        do throws(ResultsFailure) { journal = try Journal(kind, of: name, in: folder, calledInFaults: target) } catch {
            _ = unsafe rmdir(folder)
            close(lock)
            throw error
        }
        do throws(ResultsFailure) {
            if kind == .file {
                _ = try OutputFile(creating: path, calledInFaults: target)
            } else if unsafe mkdir(path, 0o755) != 0 {
                throw .cannotCreate(target)
            }
            try journal.note(madeAt: path, calledInFaults: target)
        } catch {
            discard()
            throw error
        }
    }

    deinit { close(lock) }

    /// Notes a file of the folder that is about to be made; no other goes with the draft.
    func note(_ name: String) throws(ResultsFailure) { try journal.note(name, calledInFaults: target) }

    /// Clears what is left once the draft has its place, or isn't to have one.
    func discard() {
        // With what it has come to say of the files that were made.
        guard let journal = Journal(leftIn: folder), journal.clear(path) else { return }
        journal.remove()
        _ = unsafe rmdir(folder)
    }

    private static func lockedFolder(_ prefix: String, for target: String) throws(ResultsFailure) -> (path: String, lock: Int32) {
        for _ in 0..<attempts {
            let path = prefix + Journal.newSuffix()
            guard unsafe mkdir(path, 0o700) == 0 else {
                if errno == EEXIST { continue }
                throw .cannotCreate(target)
            }
            let lock = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard lock >= 0 else {
                let failure = ResultsFailure.cannotCreate(target)
                if errno == ENOENT { continue }
                _ = unsafe rmdir(path)
                throw failure
            }
            let isHeldByAnother = flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
            if !isHeldByAnother, unsafe access(path, F_OK) == 0 { return (path, lock) }
            close(lock)
        }
        throw .cannotCreate(target)
    }

    // MARK: what killed runs left

    /// Clears the drafts in a folder that nobody works on, as far as they are the program's.
    static func clearLeftovers(in parent: String, tell: (String) -> Void, where isWanted: (String) -> Bool = { $0.hasPrefix(".") }) {
        for name in (try? Folder.entries(parent)) ?? [] where isWanted(name) { clear("\(parent)/\(name)", in: parent, tell) }
    }

    private static func clear(_ folder: String, in parent: String, _ tell: (String) -> Void) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        // In a folder that all may write to, such as /tmp, another's could turn into something else under our hands.
        guard unsafe fstat(descriptor, &status) == 0, status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        guard let journal = Journal(leftIn: folder) else {
            // The run was killed before it had a journal.
            if Journal.isNamed(folder) { _ = unsafe rmdir(folder) }
            return
        }
        let target = "\(parent)/\(journal.target)"
        let (new, old) = ("\(folder)/\(newName)", "\(folder)/\(oldName)")
        // The run was killed while it put its results into the place of these.
        if Folder.move(old, toFree: target) { tell(Notice.restored(target)) }
        for part in [old, new] where !journal.clear(part) { Replaced.clear(part, for: target, tell: tell) }
        guard unsafe access(old, F_OK) != 0 && access(new, F_OK) != 0 else { return }
        journal.remove()
        _ = unsafe rmdir(folder)
    }
}
