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

    func script(_ format: FigureFormat, _ picture: GnuplotScript.Picture) -> String {
        var measured = ScriptCanvas(width: format.width, height: 1)
        let height = (draw(&measured, format) + Self.edge).rounded(.up)
        var canvas = ScriptCanvas(width: format.width, height: height)
        _ = draw(&canvas, format)
        return CanvasScript.text((canvas, height), format, picture)
    }

    /// Draws everything.
    ///
    /// - Returns: where it ends.
    private func draw(_ canvas: inout ScriptCanvas, _ format: FigureFormat) -> Double {
        var text = TextColumn(x: Self.edge, width: format.width - 2 * Self.edge, y: Self.edge)
        text.write(title, size: format.titleSize, atMost: 3, &canvas)
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
            canvas.line(x: left, y: y(share), toX: right, toY: y(share), colour: colour, dash: "1", isBack: true)
            canvas.line(x: x(share), y: top, toX: x(share), toY: bottom, colour: colour, dash: "1", isBack: true)
            canvas.text("\(tick * 10) %", x: left - 6, y: y(share) + format.textSize * 0.35, size: format.textSize, alignment: "right")
            canvas.text("\(tick * 10) %", x: x(share), y: bottom + format.textSize * 1.4, size: format.textSize, alignment: "center")
        }
        canvas.line(
            x: left, y: y(threshold), toX: right, toY: y(threshold), colour: Palette.faintInk, dash: ScriptCanvas.dashed, isBack: true)
        for point in points {
            let look = Palette.look(point.isPaste ? 1 : 0)
            canvas.point(look.openPoint, x: x(point.coverage), y: y(point.density), colour: look.colour, size: 0.8)
        }
        let box = points[chosen]
        canvas.point(7, x: x(box.coverage), y: y(box.density), colour: Palette.ink, size: 1.1)
        text.y = bottom + format.textSize * 1.9
        text.write("coverage: share of all cases that are inside", size: format.textSize, atMost: 2, &canvas)
        text.y += 6
        text.write(key, size: format.smallSize, &canvas)
        for note in notes { text.write(note, size: format.smallSize, atMost: 8, colour: Palette.faintInk, &canvas) }
        return text.y
    }

    private var key: [KeyEntry] {
        let pasted =
            points.contains(where: \.isPaste)
            ? [KeyEntry(sample: .point(Palette.look(1).openPoint, Palette.look(1).colour), text: "grown again by pasting")] : []
        return [KeyEntry(sample: .point(Palette.look(0).openPoint, Palette.look(0).colour), text: "a box, peel by peel from the right")]
            + pasted + [
                KeyEntry(sample: .point(7, Palette.ink), text: "the chosen box"),
                KeyEntry(sample: .line(Palette.plain, isDashed: true, hasPoints: false), text: "density asked for"),
            ]
    }
}
