/// Paragraphs, lists and tables from plain text.
enum HTMLParts {
    static func paragraph(_ text: String) -> String { "<p>\(HTMLText.escaped(text))</p>\n" }

    static func list(_ items: [String], ordered: Bool = false) -> String {
        if items.isEmpty { return "" }
        let tag = ordered ? "ol" : "ul"
        return "<\(tag)>\n" + items.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</\(tag)>\n"
    }

    /// Terms, each with what is to be said of it.
    static func terms(_ terms: [(term: String, text: String)]) -> String {
        let rows = terms.map { "<div><dt>\(HTMLText.escaped($0.term))</dt><dd>\(HTMLText.escaped($0.text))</dd></div>\n" }
        return "<dl>\n" + rows.joined() + "</dl>\n"
    }

    /// A table that scrolls by itself where the page is narrower than it.
    ///
    /// - Parameters:
    ///   - header: of the columns; the first is that of the rows' headers.
    ///   - numbers: the columns that hold numbers, set to the right.
    ///   - style: a class of the style sheet.
    static func table(
        _ caption: String, header: [String], _ rows: [[String]], numbers: Range<Int> = 0..<0, style: String = ""
    ) -> String {
        func attributes(_ column: Int) -> String { numbers.contains(column) ? " class=\"number\"" : "" }
        let name = HTMLText.escaped(caption)
        var html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(name)\">\n"
        html += "<table\(style.isEmpty ? "" : " class=\"\(style)\"")>\n<caption>\(name)</caption>\n<thead>\n<tr>"
        for (i, text) in header.enumerated() { html += "<th scope=\"col\"\(attributes(i))>\(HTMLText.escaped(text))</th>" }
        html += "</tr>\n</thead>\n<tbody>\n"
        for row in rows {
            html += "<tr>"
            for (i, text) in row.enumerated() {
                html +=
                    i == 0
                    ? "<th scope=\"row\">\(HTMLText.escaped(text))</th>" : "<td\(attributes(i))>\(HTMLText.escaped(text))</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody>\n</table>\n</div>\n"
    }

    /// Pictures, each drawn twice, for wide and for narrow screens, so that its letters can be read on a telephone.
    static func pictures(_ pictures: [Picture]) -> String {
        pictures.map { picture in
            var figure = picture.figure
            figure.title = ""
            let drawings = [(FigureFormat.wide, "wide"), (.narrow, "narrow")].map { format, width in
                "<div class=\"\(width)\">\n\(figure.draw(format, id: "\(picture.name)-\(width)").inline)\n</div>\n"
            }
            return "<figure>\n" + drawings.joined() + "<figcaption>\(HTMLText.escaped(figure.description))</figcaption>\n</figure>\n"
        }.joined()
    }
}
