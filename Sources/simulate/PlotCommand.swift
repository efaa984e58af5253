internal import Results
internal import ScenarioFormat

/// `simulate plot RESULTS…`
enum PlotCommand {
    /// Draws the pictures of every folder.
    ///
    /// - Returns: what is printed.
    static func run(_ results: [String]) throws -> String {
        var text = ""
        for path in results {
            for name in try PictureFiles.add(to: path) { text += "\(Quoting.printable(path))/\(name)\n" }
        }
        return text
    }
}
