internal import Glibc

/// Where results go, and what may give way to them.
public struct Destination: Sendable, ExpressibleByStringLiteral {
    /// The folder or file, as the user names it.
    public let path: String
    /// What the results are of, where the place is named after it and not by the user: scenario files or folders of results.
    let sources: [String]
    /// Whether what is there gets another name where it can't be replaced.
    public var movesAside: Bool
    /// Is told of what gave way.
    public var tell: @Sendable (String) -> Void

    /// A place that the user has named.
    public init(_ path: String, movesAside: Bool = false, tell: @escaping @Sendable (String) -> Void = { _ in }) {
        self.init(path, namedAfter: [], movesAside: movesAside, tell: tell)
    }

    /// A place that is named after what the results are of. Results of another source of the same name aren't replaced there.
    ///
    /// - Parameters:
    ///   - path: the folder or file.
    ///   - sources: paths of scenario files or folders of results; standard input, `-`, is none.
    ///   - movesAside: whether what is there gets another name where it can't be replaced.
    ///   - tell: is told of what gave way.
    public init(
        _ path: String, namedAfter sources: [String], movesAside: Bool = false, tell: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.path = path
        self.sources = sources.filter { $0 != "-" }
        self.movesAside = movesAside
        self.tell = tell
    }

    /// A place that the user has named.
    public init(stringLiteral path: String) { self.init(path) }

    /// Refuses a place that is one of what the results are made from.
    ///
    /// - Throws: `ResultsFailure.overInput`.
    public func refuse(inputs: [String]) throws(ResultsFailure) {
        if inputs.contains(where: { Self.isSame(path, $0) }) { throw .overInput(path: path) }
    }

    /// Refuses a place whose folder can't be replaced, before any work is done for it.
    ///
    /// - Throws: `ResultsFailure`.
    public func check() throws(ResultsFailure) { _ = try ResultsDirectory.occupant(of: self, at: try resolved()) }

    /// Where the path leads: slashes at its end don't count, and what a symbolic link names is meant.
    ///
    /// - Throws: `ResultsFailure.cannotCreate` where a link leads nowhere.
    func resolved() throws(ResultsFailure) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let real = Self.realPath(path) else {
            throw .cannotCreate(path: path, reason: "it is a symbolic link that leads nowhere")
        }
        return real
    }

    /// Where the work for results that go here is kept until they are written.
    public var partial: Destination {
        let path = (try? resolved()) ?? path
        return Destination(path + ".partial", movesAside: movesAside, tell: tell)
    }

    /// The folder that a file of this name goes into.
    var folder: Destination { Destination(Folder.split(path).folder, movesAside: movesAside, tell: tell) }

    /// Whether two paths lead to the same place.
    static func isSame(_ one: String, _ other: String) -> Bool { realPath(one).map { $0 == realPath(other) } ?? false }

    /// The sources as paths from a folder, so that they stay true where both are moved together.
    ///
    /// - Throws: `ResultsFailure.cannotRead` where one can't be found any more.
    func sources(from folder: String) throws(ResultsFailure) -> [String] {
        let (parent, name) = Folder.split(folder)
        var paths: [String] = []
        for source in sources {
            guard let base = Self.realPath(parent), let path = Self.realPath(source) else { throw .cannotRead(source) }
            paths.append(Self.path(from: base + "/" + name, to: path))
        }
        return paths
    }

    /// A source of results in a folder, as the user would name it.
    static func name(of source: String, from folder: String) -> String {
        var parts: [Substring] = []
        for part in (folder + "/" + source).split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    private static func path(from folder: String, to file: String) -> String {
        let (from, to) = (folder.split(separator: "/"), file.split(separator: "/"))
        let shared = zip(from, to).prefix { $0 == $1 }.count
        return (repeatElement("..", count: from.count - shared) + to.dropFirst(shared)).joined(separator: "/")
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
