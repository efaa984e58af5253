import Foundation

/// docs/model.md, which tests hold the tables against.
struct DocumentedModel {
    let page: String

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/model.md")
        page = try String(contentsOf: file, encoding: .utf8)
    }

    /// Without line breaks.
    var text: String { page.replacing("\n", with: " ") }
}
