internal import Results

/// Where a command writes, and what may give way there.
struct OutputOptions: Equatable, ExpressibleByStringLiteral {
    /// As `-o` names it; nil where the place is named after what the results are of.
    var path: String?
    var movesAside = false

    init(_ path: String?, movesAside: Bool) { (self.path, self.movesAside) = (path, movesAside) }

    init() { self.init(nil, movesAside: false) }

    init(stringLiteral path: String) { self.init(path, movesAside: false) }

    /// The place: the user's, or one that is named after `sources`.
    func destination(else place: String, namedAfter sources: [String]) -> Destination {
        Destination(path ?? place, namedAfter: path == nil ? sources : [], movesAside: movesAside) {
            StandardStreams.error("simulate: \($0)\n")
        }
    }
}

extension ParsedOptions {
    func output() throws(UsageError) -> OutputOptions {
        OutputOptions(try value(.output), movesAside: has(.moveAside))
    }
}
