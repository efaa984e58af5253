/// Draws a figure where its layout has found room for everything.
struct FigureDrawing {
    private let figure: Figure
    private let layout: FigureLayout
    private var canvas: SVGCanvas

    static func draw(_ figure: Figure, _ format: FigureFormat, id: String) -> Drawing {
        var drawing = FigureDrawing(figure: figure, layout: FigureLayout(figure, format), canvas: SVGCanvas(id: id))
        drawing.drawFrame()
        for (panel, place) in zip(figure.panels, drawing.layout.panels) { drawing.draw(panel, place) }
        return figure.drawing(drawing.canvas, width: format.width, height: drawing.layout.height)
    }

    private init(figure: Figure, layout: FigureLayout, canvas: SVGCanvas) {
        self.figure = figure
        self.layout = layout
        self.canvas = canvas
    }

    /// What stands outside the panels.
    private mutating func drawFrame() {
        let format = layout.format
        for line in layout.titleLines { canvas.text(line.text, x: 8, y: line.y, size: format.titleSize, isBold: true) }
        for line in layout.headingLines { canvas.text(line.text, x: 8, y: line.y, size: format.textSize) }
        for line in layout.notes { canvas.text(line.text, x: 8, y: line.y, size: format.smallSize, colour: Palette.faintInk) }
        for place in layout.key {
            canvas.sample(place.sample, x: place.x, y: place.y - format.smallSize * 0.35, width: FigureLayout.keySampleWidth)
            canvas.text(place.text, x: place.x + FigureLayout.keySampleWidth + 6, y: place.y, size: format.smallSize)
        }
    }

    private mutating func draw(_ panel: Panel, _ place: FigureLayout.PanelPlace) {
        for line in place.heading { canvas.text(line.text, x: 8, y: line.y, size: layout.format.textSize, isBold: true) }
        for line in place.unit { canvas.text(line.text, x: 8, y: line.y, size: layout.format.smallSize, colour: Palette.faintInk) }
        drawShades(panel.shades, place)
        drawAxes(place)
        for band in panel.bands { draw(band, place) }
        drawSteps(place)
        for line in panel.lines { draw(line, place) }
        for point in panel.points { draw(point, place) }
        for label in place.endLabels {
            canvas.line(x: layout.right + 2, y: label.from, toX: layout.right + 12, toY: label.y, colour: Palette.faintInk)
            canvas.text(
                label.text, x: layout.right + 15, y: label.y + layout.format.smallSize * 0.35, size: layout.format.smallSize)
        }
    }

    /// The texts one below the other: two services can be blocked at once.
    private mutating func drawShades(_ shades: [Shade], _ place: FigureLayout.PanelPlace) {
        let size = layout.format.smallSize
        func x(_ day: Int) -> Double { layout.x(min(max(day, figure.days.lowerBound), figure.days.upperBound)) }
        for shade in shades {
            let (left, right) = (x(shade.days.lowerBound), x(shade.days.upperBound))
            canvas.box(Fill(colour: Palette.shade), x: left, y: place.top, width: right - left, height: place.bottom - place.top)
        }
        for (i, shade) in shades.enumerated() {
            let (left, right) = (x(shade.days.lowerBound), x(shade.days.upperBound))
            let text = TextWidth.cut(shade.text, to: right - left - 8, size: size)
            if text.count > 1 {
                canvas.text(text, x: left + 5, y: place.top + size * (1.3 * Double(i) + 1.2), size: size, colour: Palette.shadeInk)
            }
        }
    }

    private mutating func drawAxes(_ place: FigureLayout.PanelPlace) {
        let size = layout.format.textSize
        for tick in place.axis.ticks {
            let y = place.y(tick.value)
            canvas.line(x: layout.left, y: y, toX: layout.right, toY: y, colour: tick.value == 0 ? Palette.faintInk : Palette.grid)
            canvas.text(tick.text, x: layout.left - 7, y: y + size * 0.35, size: size, colour: Palette.faintInk, anchor: .end)
        }
        for tick in layout.time.ticks {
            let x = layout.x(tick.day)
            canvas.line(x: x, y: place.bottom, toX: x, toY: place.bottom + 5, colour: Palette.faintInk)
            canvas.text(tick.text, x: x, y: place.bottom + size * 1.5, size: size, colour: Palette.faintInk, anchor: .middle)
        }
    }

    private mutating func drawSteps(_ place: FigureLayout.PanelPlace) {
        let size = layout.format.smallSize
        for x in place.bareSteps { drawStep(x, place, to: place.top) }
        for step in place.steps.places {
            let baseline = place.top - 6 - Double(step.tier) * size * 1.35
            let isLabelled = step.tier < FigureLayout.mostTiers
            drawStep(step.x, place, to: isLabelled ? baseline - size * 0.8 : place.top)
            if isLabelled {
                canvas.text(
                    step.text, x: step.x + (step.isFlipped ? -4 : 4), y: baseline, size: size, anchor: step.isFlipped ? .end : .start)
            }
        }
    }

    private mutating func drawStep(_ x: Double, _ place: FigureLayout.PanelPlace, to y: Double) {
        canvas.line(x: x, y: place.bottom, toX: x, toY: y, colour: Palette.faintInk, dash: .dotted)
    }

    // MARK: curves

    private mutating func draw(_ band: Band, _ place: FigureLayout.PanelPlace) {
        let upper = band.values.map { Place(x: layout.x($0.day), y: place.y($0.upper)) }
        let lower = band.values.map { Place(x: layout.x($0.day), y: place.y($0.lower)) }
        canvas.area(upper: upper, lower: lower, band.fill)
        if band.hasEdge { canvas.curve(upper, colour: Palette.ink, width: 0.8) }
    }

    private mutating func draw(_ line: Line, _ place: FigureLayout.PanelPlace) {
        let points = line.values.map { Place(x: layout.x($0.day), y: place.y($0.value)) }
        canvas.curve(points, colour: line.look.colour, width: 2, dash: line.isDashed ? .dashed : .solid)
        guard line.hasPoints else { return }
        for point in PointPlaces.along(line, of: figure.days) {
            canvas.mark(
                line.look.shape, x: layout.x(point.day), y: place.y(point.value), radius: 3.5, colour: line.look.colour, isFilled: false)
        }
    }

    private mutating func draw(_ point: ObservedPoint, _ place: FigureLayout.PanelPlace) {
        let x = layout.x(point.day)
        if point.low != nil || point.high != nil {
            canvas.whisker(x: x, from: place.y(point.low ?? point.value), to: place.y(point.high ?? point.value))
        }
        canvas.mark(point.shape, x: x, y: place.y(point.value), radius: 3, colour: Palette.ink, isFilled: true)
    }
}
