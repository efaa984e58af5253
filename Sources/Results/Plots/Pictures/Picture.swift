/// A picture of results by the name of its files.
struct Picture {
    /// Without `.svg` and `.png`: `active-users`, `stocks-russia-telegram`, `retention`.
    let name: String
    let figure: any DrawableFigure

    /// Every picture of a run, the most asked for first.
    static func all(_ results: ResultsCurves) -> [Picture] {
        // Names hold no `-`, so that two pairs never share a file.
        numbered("active-users", ActiveUsersFigure.figures(results))
            + results.pairs.map { Picture(name: "stocks-\($0.market)-\($0.service)", figure: StocksFigure.figure($0, results)) }
            + numbered("retention", RetentionFigure.figures(results))
    }

    /// The parts of a picture; one alone has no number.
    static func numbered(_ name: String, _ figures: [Figure]) -> [Picture] {
        figures.enumerated().map { i, figure in Picture(name: figures.count > 1 ? "\(name)-\(i + 1)" : name, figure: figure) }
    }

    /// The files of the picture; without PNG where that can't be made.
    func files(_ png: inout PNG) -> [(name: String, bytes: [UInt8])] {
        let svg = figure.draw(.wide, id: name).file
        let pixels = png.picture(svg).map { (name: name + ".png", bytes: $0) }
        return [(name + ".svg", svg)] + (pixels.map { [$0] } ?? [])
    }
}
