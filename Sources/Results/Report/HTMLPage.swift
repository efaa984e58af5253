/// A page in the making: sections under one heading of the first level.
struct HTMLPage {
    private let title: String
    private var body = ""

    /// - Parameters:
    ///   - title: as text.
    ///   - lead: the paragraphs below it, as text.
    init(title: String, lead: [String]) {
        self.title = title
        body += "<header>\n<h1>\(HTMLText.escaped(title))</h1>\n"
        for text in lead where !text.isEmpty { body += "<p class=\"lead\">\(HTMLText.escaped(text))</p>\n" }
        body += "</header>\n<main>\n"
    }

    /// - Parameter content: as HTML.
    mutating func section(_ heading: String, _ content: String) {
        if content.isEmpty { return }
        body += "<section>\n<h2>\(HTMLText.escaped(heading))</h2>\n\(content)</section>\n"
    }

    /// The policy lets the page load nothing and run nothing, whatever stood in a scenario.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="generator" content="weir \(programVersion)">
        <link rel="icon" href="data:,">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(StyleSheet.text)
        </style>
        </head>
        <body>
        \(body)</main>
        </body>
        </html>

        """
    }
}
