/// Horizontal bars or dots in rows, each row under its label, on one axis that holds 0.
struct BarFigure: DrawableFigure {
    var title: String
    let heading: String
    /// What the axis shows, before its unit.
    let axis: String
    let unit: String
    let rows: [BarRow]
    let key: [KeyEntry]
    /// Where it comes from, in small letters at the foot.
    let notes: [String]
    let description: String

    /// The ends of the axis but for rounding.
    var range: (least: Double, largest: Double) {
        let ends = rows.flatMap { row in row.bars.flatMap { [$0.from, $0.to] } + row.dots.flatMap { [$0.low, $0.value, $0.high] } }
        return (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
    }

    func draw(_ format: FigureFormat, id: String) -> Drawing {
        var canvas = SVGCanvas(id: id)
        let height = BarLayout(self, format).draw(&canvas)
        return drawing(canvas, width: format.width, height: height)
    }
}

/// A label with what stands below it.
struct BarRow {
    let label: String
    /// On each other, the last on top.
    var bars: [Bar] = []
    /// One below the other.
    var dots: [Dot] = []
}

/// A bar from one value to another.
struct Bar {
    let from: Double
    let to: Double
    let fill: Fill
}

/// A value with its interval, and both in words.
struct Dot {
    let value: Double
    let low: Double
    let high: Double
    let look: Look
    let text: String
}
