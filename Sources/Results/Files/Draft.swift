internal import Glibc

/// A file or folder in the making, under a hidden name beside the place that it will take.
///
/// Whoever makes one keeps it locked. One that nobody holds is what a killed run has left, and goes before the next is made.
struct Draft {
    /// How often another name is tried: a run that clears leftovers may get hold of a draft before its maker has locked it.
    private static let attempts = 100
    private static let mark = ".weir-"
    /// How the name of what is put aside for a moment ends.
    private static let aside = "-old"

    let path: String
    /// Open and locked; whoever gets it closes it.
    let descriptor: Int32

    static func isDraft(_ name: String) -> Bool { name.hasPrefix(".") && name.contains(mark) }

    static func file(for target: String) throws(ResultsFailure) -> Draft {
        try Draft(for: target) { unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) }
    }

    static func folder(for target: String) throws(ResultsFailure) -> Draft {
        try Draft(for: target) { path in
            guard unsafe mkdir(path, 0o755) == 0 else { return -1 }
            let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if descriptor < 0 {
                let code = errno
                _ = unsafe rmdir(path)
                errno = code
            }
            return descriptor
        }
    }

    /// - Parameter make: makes what is to be under a name, and returns a descriptor of it; negative where it can't, with errno set.
    private init(for target: String, _ make: (_ path: String) -> Int32) throws(ResultsFailure) {
        let prefix = Self.prefix(target)
        Self.removeLeftovers(of: target)
        for _ in 0..<Self.attempts {
            let path = "\(prefix.folder)/\(prefix.name)\(String(UInt32.random(in: .min ... .max), radix: 36))"
            let descriptor = make(path)
            guard descriptor >= 0 else {
                if errno == EEXIST || errno == ENOENT { continue }
                throw .cannotCreate(target)
            }
            let isHeldByAnother = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
            if !isHeldByAnother, unsafe access(path, F_OK) == 0 {
                self.path = path
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
        throw .cannotCreate(target)
    }

    /// The name under which what is at the target's place waits while the draft takes it.
    var aside: String { path + Self.aside }

    /// Removes a folder that isn't to take any place.
    func discardFolder() {
        Folder.remove(path)
        close(descriptor)
    }

    private static func prefix(_ target: String) -> (folder: String, name: String) {
        let (folder, name) = Folder.split(target)
        return (folder, ".\(name)\(mark)")
    }

    private static func removeLeftovers(of target: String) {
        let prefix = prefix(target)
        guard let names = try? Folder.entries(prefix.folder) else { return }
        for name in names where name.hasPrefix(prefix.name) {
            let path = "\(prefix.folder)/\(name)"
            let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            // In a folder that all may write to, such as /tmp, another's could turn into something else under our hands.
            guard unsafe fstat(descriptor, &status) == 0, status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                continue
            }
            if status.st_mode & S_IFMT != S_IFDIR {
                _ = unsafe unlink(path)
            } else if name.hasSuffix(aside), unsafe access(target, F_OK) != 0 {
                // The run was killed while it put its results into the place of these.
                _ = unsafe rename(path, target)
            } else {
                Folder.remove(path)
            }
        }
    }
}
