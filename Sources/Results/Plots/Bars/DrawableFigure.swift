/// A picture that can be drawn in any format.
protocol DrawableFigure {
    /// What the picture is of, in the largest letters; empty where the page around it says so.
    var title: String { get set }
    /// What is shown, in a line below.
    var heading: String { get }
    /// The picture in words, for those who can't see it.
    var description: String { get }

    /// The script that draws it.
    func script(_ format: FigureFormat, _ picture: GnuplotScript.Picture) -> String
}

extension Figure: DrawableFigure {
    func script(_ format: FigureFormat, _ picture: GnuplotScript.Picture) -> String { GnuplotScript.text(self, format, picture) }
}
