/// What each box of a trajectory covers of the cases against how many of its members are cases.
struct TradeoffFigure: DrawableFigure {
    struct Point {
        let coverage: Double
        let density: Double
        let isPaste: Bool
    }
    var title: String
    let heading: String
    let points: [Point]
    /// The place of the chosen box.
    let chosen: Int
    /// The density that a chosen box is to have.
    let threshold: Double
    let notes: [String]
    let description: String

    private static let edge = 8.0

    func draw(_ format: FigureFormat, id: String) -> Drawing {
        var canvas = SVGCanvas(id: id)
        let height = draw(&canvas, format)
        return drawing(canvas, width: format.width, height: height)
    }

    /// Draws everything.
    ///
    /// - Returns: the height that it takes.
    private func draw(_ canvas: inout SVGCanvas, _ format: FigureFormat) -> Double {
        var text = TextColumn(x: Self.edge, width: format.width - 2 * Self.edge, y: Self.edge)
        text.write(title, size: format.titleSize, atMost: 3, isBold: true, &canvas)
        text.write(heading, size: format.textSize, atMost: 3, &canvas)
        text.y += 6
        text.write("density: share of the members inside that are cases", size: format.textSize, atMost: 2, &canvas)
        let (left, right, top) = (format.leftMargin, format.width - 28, text.y + 10)
        let bottom = top + format.panelHeight * 1.2
        func x(_ share: Double) -> Double { left + share * (right - left) }
        func y(_ share: Double) -> Double { bottom - share * (bottom - top) }
        for tick in stride(from: 0, through: 10, by: 2) {
            let share = Double(tick) / 10
            let colour = tick == 0 ? Palette.faintInk : Palette.grid
            canvas.line(x: left, y: y(share), toX: right, toY: y(share), colour: colour)
            canvas.line(x: x(share), y: top, toX: x(share), toY: bottom, colour: colour)
            canvas.text(
                "\(tick * 10) %", x: left - 6, y: y(share) + format.textSize * 0.35, size: format.textSize, colour: Palette.faintInk,
                anchor: .end)
            canvas.text(
                "\(tick * 10) %", x: x(share), y: bottom + format.textSize * 1.4, size: format.textSize, colour: Palette.faintInk,
                anchor: .middle)
        }
        canvas.line(
            x: left, y: y(threshold), toX: right, toY: y(threshold), colour: Palette.faintInk, dash: .dashed)
        for point in points {
            let look = Palette.look(point.isPaste ? 1 : 0)
            canvas.mark(look.shape, x: x(point.coverage), y: y(point.density), radius: 3.5, colour: look.colour, isFilled: false)
        }
        let box = points[chosen]
        canvas.mark(.circle, x: x(box.coverage), y: y(box.density), radius: 4.5, colour: Palette.ink, isFilled: true)
        text.y = bottom + format.textSize * 1.9
        text.write("coverage: share of all cases that are inside", size: format.textSize, atMost: 2, &canvas)
        text.y += 6
        text.write(key, size: format.smallSize, &canvas)
        for note in notes { text.write(note, size: format.smallSize, atMost: 8, colour: Palette.faintInk, &canvas) }
        return (text.y + Self.edge).rounded(.up)
    }

    private var key: [KeyEntry] {
        let pasted =
            points.contains(where: \.isPaste)
            ? [KeyEntry(sample: .point(Palette.look(1), isFilled: false), text: "grown again by pasting")] : []
        return [KeyEntry(sample: .point(Palette.look(0), isFilled: false), text: "a box, peel by peel from the right")]
            + pasted + [
                KeyEntry(sample: .point(Look(colour: Palette.ink, shape: .circle), isFilled: true), text: "the chosen box"),
                KeyEntry(sample: .line(Palette.plain, isDashed: true, hasPoints: false), text: "density asked for"),
            ]
    }
}
