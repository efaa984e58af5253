/// Where everything of a bar figure stands. Unit: pixels from the left and from the top.
struct BarLayout {
    private static let edge = 8.0
    private static let barHeight = 11.0
    private static let dotHeight = 15.0
    private static let rowGap = 9.0

    private let figure: BarFigure
    private let format: FigureFormat
    private let axis: ValueAxis

    init(_ figure: BarFigure, _ format: FigureFormat) {
        (self.figure, self.format) = (figure, format)
        axis = ValueAxis(lowest: figure.range.least, highest: figure.range.largest, intervals: format.width < 500 ? 4 : 8)
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
        format.smallSize * 1.5 + (row.bars.isEmpty ? 0 : Self.barHeight) + Self.dotHeight * Double(row.dots.count) + Self.rowGap
    }

    private func x(_ value: Double) -> Double {
        let (left, right) = (Self.edge + 20, format.width - 28)
        return left + (value - axis.bottom) / (axis.top - axis.bottom) * (right - left)
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
        canvas.text(label, x: Self.edge + 3, y: top + format.smallSize * 1.15, size: format.smallSize, hasHalo: true)
        let top = top + format.smallSize * 1.5
        for bar in row.bars {
            let (left, right) = (x(min(bar.from, bar.to)), x(max(bar.from, bar.to)))
            canvas.box(bar.fill, x: left, y: top, width: right - left, height: Self.barHeight - 2)
        }
        for (i, dot) in row.dots.enumerated() { draw(dot, at: top + (Double(i) + 0.5) * Self.dotHeight, &canvas) }
    }

    private func draw(_ dot: Dot, at y: Double, _ canvas: inout SVGCanvas) {
        let (low, high) = (x(dot.low), x(dot.high))
        canvas.line(x: low, y: y, toX: high, toY: y, colour: dot.look.colour, width: 2)
        canvas.mark(dot.look.shape, x: x(dot.value), y: y, radius: 3.5, colour: dot.look.colour, isFilled: true)
        let (left, right) = (min(low, x(dot.value)) - 8, max(high, x(dot.value)) + 8)
        let baseline = y + format.smallSize * 0.35
        if right + TextWidth.of(dot.text, size: format.smallSize) < format.width {
            canvas.text(dot.text, x: right, y: baseline, size: format.smallSize, colour: Palette.faintInk, hasHalo: true)
        } else if left - TextWidth.of(dot.text, size: format.smallSize) > 0 {
            canvas.text(dot.text, x: left, y: baseline, size: format.smallSize, colour: Palette.faintInk, anchor: .end, hasHalo: true)
        }
    }
}
