/// A picture of results by the name of its files.
struct Picture {
    /// Without `.svg` and `.png`: `active-users`, `stocks-russia-telegram`, `retention`.
    let name: String
    let figure: any DrawableFigure

    /// Every picture of a run, the most asked for first.
    static func all(_ results: ResultsCurves) -> [Picture] {
        var pictures = [Picture(name: "active-users", figure: ActiveUsersFigure.figure(results))]
        for pair in results.pairs {
            // Names hold no `-`, so that two pairs never share a file.
            pictures.append(Picture(name: "stocks-\(pair.market)-\(pair.service)", figure: StocksFigure.figure(pair, results)))
        }
        if let figure = RetentionFigure.figure(results) { pictures.append(Picture(name: "retention", figure: figure)) }
        return pictures
    }

    /// The files of the picture.
    func files() throws(GnuplotFailure) -> [(name: String, bytes: [UInt8])] {
        let svg = try Gnuplot.picture(figure.script(.wide, .svg))
        // Twice the pixels of the SVG: 300 dots per inch at 5.7 inches, the width of a page's text.
        let png = try Gnuplot.picture(figure.script(.wide, .png(scale: 2)))
        let title = [figure.title, figure.heading].filter { !$0.isEmpty }.joined(separator: ": ")
        return [
            (name + ".svg", AccessibleSVG.file(svg, title: title, description: figure.description)), (name + ".png", png),
        ]
    }
}
