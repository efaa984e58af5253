internal import Results
internal import ScenarioFormat

/// `simulate plot RESULTS…`
enum PlotCommand {
    /// Draws the pictures of every folder.
    ///
    /// - Returns: what is printed.
    static func run(_ results: [String], movesAside: Bool, quiet: Bool) throws -> String {
        var text = ""
        for path in results {
            let folder = OutputOptions(path, movesAside: movesAside).destination(else: path, namedAfter: [])
            let drawn = try PictureFiles.add(to: folder)
            for name in drawn.names { text += "\(Quoting.printable(path))/\(name)\n" }
            StandardStreams.tell(drawn.leftOut, unless: quiet)
        }
        return text
    }
}
