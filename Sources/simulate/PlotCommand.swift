internal import Results
internal import ScenarioFormat

/// `simulate plot RESULTS…`
enum PlotCommand {
    /// Draws the pictures of every folder.
    ///
    /// - Returns: what is printed.
    static func run(_ results: [String], movesAside: Bool) throws -> String {
        var text = ""
        for path in results {
            let folder = OutputOptions(path, movesAside: movesAside).destination(else: path, namedAfter: [])
            for name in try PictureFiles.add(to: folder) { text += "\(Quoting.printable(path))/\(name)\n" }
        }
        return text
    }
}
