/// gnuplot's SVG made fit for readers and pages: a title and a description of its own, fonts that are everywhere, and no
/// identifier that two pictures of a page could share.
enum AccessibleSVG {
    /// A file of its own.
    static func file(_ svg: [UInt8], title: String, description: String) -> [UInt8] {
        let head = #"<svg role="img" aria-labelledby="title desc""#
        let texts = "<title id=\"title\">\(HTMLText.escaped(title))</title>\n<desc id=\"desc\">\(HTMLText.escaped(description))</desc>"
        return Array(dressed(svg, head: head, texts: texts).utf8)
    }

    /// A part of an HTML page, in which `id` names it.
    static func inline(_ svg: [UInt8], id: String, title: String, description: String) -> String {
        let head = "<svg role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\""
        let texts =
            "<title id=\"\(id)-title\">\(HTMLText.escaped(title))</title>\n<desc id=\"\(id)-desc\">\(HTMLText.escaped(description))</desc>"
        let whole = dressed(svg, head: head, texts: texts)
        // A page has neither a declaration nor namespaces, and gives pictures the width that it has.
        var lines = whole.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        lines.removeAll { $0.hasPrefix("<?xml") || $0.hasPrefix(" width=") || $0.hasPrefix(" xmlns") }
        return lines.joined(separator: "\n")
            .replacing("id='gp", with: "id='\(id)-gp").replacing("href='#gp", with: "href='#\(id)-gp")
            .replacing("url(#gp", with: "url(#\(id)-gp")
            .replacing("<filter id='", with: "<filter id='\(id)-")
            .replacing("<g id=\"gnuplot_canvas\">", with: "<g>")
    }

    private static func dressed(_ svg: [UInt8], head: String, texts: String) -> String {
        var lines: [Substring] = []
        for line in String(decoding: svg, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            switch line {
            case _ where line.hasPrefix("<title>Gnuplot"): lines.append(Substring(texts))
            case _ where line.hasPrefix("<desc>Produced"): continue
            case _ where line.hasPrefix("<svg"): lines.append(Substring(head))
            // The name of a plot in the script, which a browser would show as a tooltip.
            case _ where line.hasPrefix("\t<g id=\"gnuplot_plot_"): lines.append("\t<g>")
            default: lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
            .replacing(#"font-family="DejaVu Sans""#, with: #"font-family="DejaVu Sans, Verdana, Arial, sans-serif""#)
            // gnuplot leaves > as it is, and XML forbids it after two brackets.
            .replacing("]]>", with: "]]&gt;")
    }
}
