/// Where everything of a bar figure stands. Unit: pixels from the left and from the top.
struct BarLayout {
    private static let edge = 8.0
    private static let barHeight = 11.0
    private static let rowGap = 9.0

    private let figure: BarFigure
    private let format: FigureFormat
    private let axis: ValueAxis

    init(_ figure: BarFigure, _ format: FigureFormat) {
        (self.figure, self.format) = (figure, format)
        axis = ValueAxis(highest: figure.range.largest, intervals: 8)
    }

    /// Draws everything, from top to bottom.
    ///
    /// - Returns: the height that it takes.
    func draw(_ canvas: inout SVGCanvas) -> Double {
        var text = TextColumn(x: Self.edge, width: format.width - 2 * Self.edge, y: Self.edge)
        text.write(figure.title, size: format.titleSize, atMost: 3, isBold: true, &canvas)
        text.write(figure.heading, size: format.textSize, atMost: 3, &canvas)
        let top = text.y + 10
        let bottom = top + figure.rows.reduce(0) { $0 + height($1) }
        drawAxis(&canvas, top: top, bottom: bottom)
        var y = top
        for row in figure.rows {
            draw(row, at: y, &canvas)
            y += height(row)
        }
        text.y = bottom + format.textSize * 1.6
        let unit = [axis.multiplier, figure.unit].filter { !$0.isEmpty }.joined(separator: " ")
        text.write(figure.axis + (unit.isEmpty ? "" : ", \(unit)"), size: format.textSize, atMost: 2, &canvas)
        text.y += 6
        text.write(figure.key, size: format.smallSize, &canvas)
        for note in figure.notes { text.write(note, size: format.smallSize, atMost: 8, colour: Palette.faintInk, &canvas) }
        return (text.y + Self.edge).rounded(.up)
    }

    private func height(_ row: BarRow) -> Double {
        format.smallSize * 1.5 + Self.barHeight * Double(row.isOverlaid ? 1 : row.bars.count) + Self.rowGap
    }

    private func x(_ value: Double) -> Double {
        let (left, right) = (Self.edge, format.width - 28)
        let least = figure.range.least
        return left + (value - least) / max(axis.top - least, .leastNormalMagnitude) * (right - left)
    }

    private func drawAxis(_ canvas: inout SVGCanvas, top: Double, bottom: Double) {
        for tick in axis.ticks {
            let x = x(tick.value)
            canvas.line(x: x, y: top, toX: x, toY: bottom, colour: tick.value == 0 ? Palette.faintInk : Palette.grid)
            canvas.text(
                tick.text, x: x, y: bottom + format.textSize * 1.2, size: format.textSize, colour: Palette.faintInk, anchor: .middle)
        }
    }

    private func draw(_ row: BarRow, at top: Double, _ canvas: inout SVGCanvas) {
        let label = TextWidth.cut(row.label, to: format.width - 2 * Self.edge - 3, size: format.smallSize)
        canvas.text(label, x: Self.edge + 3, y: top + format.smallSize * 1.15, size: format.smallSize)
        for (i, bar) in row.bars.enumerated() {
            let y = top + format.smallSize * 1.5 + (row.isOverlaid ? 0 : Self.barHeight * Double(i))
            let (left, right) = (x(min(bar.from, bar.to)), x(max(bar.from, bar.to)))
            // A bar too thin to be seen says 0 by its whisker.
            if right - left >= 0.5 { canvas.box(bar.fill, x: left, y: y, width: right - left, height: Self.barHeight - 2) }
            guard let low = bar.low, let high = bar.high else { continue }
            let middle = y + (Self.barHeight - 2) / 2
            canvas.line(x: x(low), y: middle, toX: x(high), toY: middle, colour: Palette.ink, width: 1.2)
            for end in [low, high] {
                canvas.line(x: x(end), y: middle - 3, toX: x(end), toY: middle + 3, colour: Palette.ink, width: 1.2)
            }
        }
    }
}
