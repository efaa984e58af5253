internal import Glibc

/// The folder of a scenario, which the files that it names can't leave unless the user lets them.
struct ScenarioTree {
    /// The folder as the scenario's name gives it, with a slash at its end, or empty.
    private let folder: String
    private let allowsOutside: Bool

    /// - Parameter scenario: the scenario's own file; `-` lies in the current folder.
    init(of scenario: String, allowsOutside: Bool) {
        folder = scenario.lastIndex(of: "/").map { String(scenario[...$0]) } ?? ""
        self.allowsOutside = allowsOutside
    }

    /// Why a file that the scenario names isn't read; nil where it can be.
    ///
    /// What counts is where symbolic links lead in the end. A file that isn't there is judged by its name, so that a
    /// scenario can't find out which files there are elsewhere.
    func obstacle(_ path: String) -> String? {
        if !allowsOutside, !isInside(path) {
            let name = folder.isEmpty ? "the current folder" : Quoting.quoted(folder)
            return "is outside the scenario's folder, \(name); copy it there, or allow it with `--allow-outside`"
        }
        return FileContents.obstacle(path)
    }

    private func isInside(_ path: String) -> Bool {
        guard let root = Self.truePath(folder.isEmpty ? "." : folder) else { return false }
        let prefix = root == "/" ? root : root + "/"
        if let file = Self.truePath(path) { return file.hasPrefix(prefix) }
        let own = RelativePath.resolve("x", from: folder).dropLast()
        return path.hasPrefix(own) && !path.dropFirst(own.count).hasPrefix("../") && (own.hasPrefix("/") || !path.hasPrefix("/"))
    }

    /// The absolute path without symbolic links; nil where there is no such file.
    private static func truePath(_ path: String) -> String? {
        guard !path.utf8.contains(0), let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
