/// Horizontal bars in rows, each row under its label, on one axis that holds 0.
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
        let ends = rows.flatMap(\.bars).flatMap { bar in [bar.from, bar.to] + [bar.low, bar.high].compactMap { $0 } }
        return (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
    }

    func draw(_ format: FigureFormat, id: String) -> Drawing {
        var canvas = SVGCanvas(id: id)
        let height = BarLayout(self, format).draw(&canvas)
        return drawing(canvas, width: format.width, height: height)
    }
}

/// A label with the bars below it.
struct BarRow {
    let label: String
    let bars: [Bar]
    /// Whether bars stand on each other, the last on top, instead of one below the other.
    var isOverlaid = false
}

/// A bar, with a whisker from low to high where it has an interval.
struct Bar {
    let from: Double
    let to: Double
    var low: Double?
    var high: Double?
    let fill: Fill
}
