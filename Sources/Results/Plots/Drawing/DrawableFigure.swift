/// A picture that can be drawn in any format.
protocol DrawableFigure {
    /// What the picture is of, in the largest letters; empty if the page around it says so.
    var title: String { get set }
    /// What is shown, in a line below.
    var heading: String { get }
    /// The picture in words, for those who can't see it.
    var description: String { get }

    /// - Parameter id: begins the names of the drawing's elements.
    func draw(_ format: FigureFormat, id: String) -> Drawing
}

extension DrawableFigure {
    /// What a canvas holds, with the figure's own words.
    func drawing(_ canvas: SVGCanvas, width: Double, height: Double) -> Drawing {
        Drawing(
            canvas, width: width, height: height, title: [title, heading].filter { !$0.isEmpty }.joined(separator: ": "),
            description: description)
    }
}

extension Figure: DrawableFigure {
    func draw(_ format: FigureFormat, id: String) -> Drawing { FigureDrawing.draw(self, format, id: id) }
}
