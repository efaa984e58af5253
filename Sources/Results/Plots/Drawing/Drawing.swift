/// A picture whose every part has its place, as an element of SVG: named and described for those who can't see it, and with nothing
/// in it that two pictures of a page could share.
struct Drawing {
    /// Begins the names of its elements.
    let id: String
    let width: Double
    let height: Double
    /// As SVG.
    let elements: String
    let title: String
    let description: String

    init(_ canvas: SVGCanvas, width: Double, height: Double, title: String, description: String) {
        id = canvas.id
        elements = canvas.elements
        self.width = width
        self.height = height
        self.title = title
        self.description = description
    }

    /// A part of an HTML page, which gives it the width that it has.
    var inline: String { svg("") }

    /// A file of its own.
    var file: [UInt8] {
        let size = "width=\"\(SVGCanvas.number(width))\" height=\"\(SVGCanvas.number(height))\""
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(svg(" xmlns=\"http://www.w3.org/2000/svg\" \(size)"))\n".utf8)
    }

    private func svg(_ attributes: String) -> String {
        let (width, height) = (SVGCanvas.number(width), SVGCanvas.number(height))
        return """
            <svg\(attributes) viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="\(id)-title \(id)-desc" \
            font-family="DejaVu Sans, Verdana, Arial, sans-serif">
            <title id="\(id)-title">\(HTMLText.escaped(title))</title>
            <desc id="\(id)-desc">\(HTMLText.escaped(description))</desc>
            <rect width="\(width)" height="\(height)" fill="\(Palette.paper.light)"/>
            \(elements)</svg>
            """
    }
}
