/// The script that draws a figure.
///
/// Every text is placed where the layout has found room for it; gnuplot's own key, titles and tick labels are not used where they
/// could cover a curve or be clipped. Scenario texts stand in single quotes only.
struct GnuplotScript {
    /// What comes out.
    enum Picture {
        case svg
        /// With `scale` pixels for each of the layout's.
        case png(scale: Int)
    }

    private let figure: Figure
    private let layout: FigureLayout
    /// How the head of the script is to be written.
    private let picture: Picture
    private var blocks = ""
    private var blockCount = 0

    /// The script of a figure in a format.
    static func text(_ figure: Figure, _ format: FigureFormat, _ picture: Picture) -> String {
        var script = GnuplotScript(figure, FigureLayout(figure, format), picture)
        return script.text()
    }

    private init(_ figure: Figure, _ layout: FigureLayout, _ picture: Picture) {
        self.figure = figure
        self.layout = layout
        self.picture = picture
    }

    private mutating func text() -> String {
        var canvas = ScriptCanvas(width: layout.format.width, height: layout.height)
        drawFrame(&canvas)
        var plots = ""
        for (i, place) in layout.panels.enumerated() {
            drawPanelTexts(place, &canvas)
            plots += canvas.commands + panel(figure.panels[i], place, canvas) + "unset label\nunset arrow\nunset object\n"
            canvas.clear()
        }
        let format = layout.format
        let head = Self.head(width: Int(format.width), height: Int(layout.height), textSize: format.textSize, picture)
        return GnuplotText.definitions + head + blocks + "set multiplot\n" + plots + "unset multiplot\n"
    }

    /// What every script begins with.
    static func head(width: Int, height: Int, textSize: Double, _ picture: Picture) -> String {
        let common = "noenhanced font 'DejaVu Sans,\(GnuplotText.number(textSize))' background rgb 'white'"
        let terminal =
            switch picture {
            case .svg: "svg size \(width),\(height) fixed rounded \(common)"
            case .png(let scale):
                // Its letters are measured in points of 1/72 inch, at 96 pixels to the inch.
                "pngcairo size \(width * scale),\(height * scale) rounded fontscale \(Double(scale) * 0.75) linewidth \(scale) pointscale \(scale)"
                    + " dashlength \(scale) \(common)"
            }
        return """
            set encoding utf8
            set terminal \(terminal)
            unset key
            set border 3 linecolor rgb '\(Palette.faintInk)'
            set tics nomirror out scale 0.6
            set grid ytics linetype 1 linecolor rgb '\(Palette.grid)' linewidth 1 dashtype solid
            set style fill solid 1 noborder
            set errorbars 0.7

            """
    }

    /// What stands outside the panels; drawn with the first of them.
    private func drawFrame(_ canvas: inout ScriptCanvas) {
        let format = layout.format
        for line in layout.titleLines { canvas.text(line.text, x: 8, y: line.y, size: format.titleSize) }
        for line in layout.headingLines { canvas.text(line.text, x: 8, y: line.y, size: format.textSize) }
        for line in layout.notes { canvas.text(line.text, x: 8, y: line.y, size: format.smallSize, colour: Palette.faintInk) }
        for place in layout.key {
            canvas.sample(place.entry.sample, x: place.x, y: place.y - format.smallSize * 0.35, width: FigureLayout.keySampleWidth)
            canvas.text(place.entry.text, x: place.x + FigureLayout.keySampleWidth + 6, y: place.y, size: format.smallSize)
        }
    }

    private func drawPanelTexts(_ place: FigureLayout.PanelPlace, _ canvas: inout ScriptCanvas) {
        let format = layout.format
        for line in place.heading { canvas.text(line.text, x: 8, y: line.y, size: format.textSize) }
        for x in place.bareSteps {
            canvas.line(x: x, y: place.bottom, toX: x, toY: place.top, colour: Palette.faintInk, dash: ScriptCanvas.dotted)
        }
        for step in place.steps.places {
            let baseline = place.top - 6 - Double(step.tier) * format.smallSize * 1.35
            let isLabelled = step.tier < FigureLayout.mostTiers
            canvas.line(
                x: step.x, y: place.bottom, toX: step.x, toY: isLabelled ? baseline - format.smallSize * 0.8 : place.top,
                colour: Palette.faintInk, dash: ScriptCanvas.dotted)
            if isLabelled {
                canvas.text(
                    step.text, x: step.x + (step.isFlipped ? -4 : 4), y: baseline, size: format.smallSize,
                    alignment: step.isFlipped ? "right" : "left")
            }
        }
        for label in place.endLabels {
            canvas.line(
                x: layout.right + 2, y: label.from, toX: layout.right + 12, toY: label.y, colour: Palette.faintInk, dash: "1")
            canvas.text(label.text, x: layout.right + 15, y: label.y + format.smallSize * 0.35, size: format.smallSize)
        }
    }

    // MARK: curves

    private mutating func panel(_ panel: Panel, _ place: FigureLayout.PanelPlace, _ canvas: ScriptCanvas) -> String {
        let elements = panel.bands.flatMap { band($0) } + panel.lines.flatMap { line($0) } + panel.points.flatMap { observation($0) }
        func ticks(_ ticks: [(Double, String)]) -> String {
            ticks.map { "\(GnuplotText.quoted($1)) \(GnuplotText.number($0))" }.joined(separator: ", ")
        }
        let (first, last) = (figure.days.lowerBound, max(figure.days.upperBound, figure.days.lowerBound + 1))
        return """
            set lmargin at screen \(canvas.x(layout.left))
            set rmargin at screen \(canvas.x(layout.right))
            set tmargin at screen \(canvas.y(place.top))
            set bmargin at screen \(canvas.y(place.bottom))
            set xrange [\(first):\(last)]
            set yrange [\(GnuplotText.number(place.axis.bottom)):\(GnuplotText.number(place.axis.top))]
            \(place.axis.bottom < 0 ? "set xzeroaxis linetype 1 linecolor rgb '\(Palette.faintInk)' linewidth 1" : "unset xzeroaxis")
            set xtics (\(ticks(layout.time.ticks.map { (Double($0.day), $0.text) })))
            set ytics (\(ticks(place.axis.ticks.map { ($0.value, $0.text) })))
            plot \(elements.isEmpty ? "NaN notitle" : elements.joined(separator: ", \\\n     "))

            """
    }

    /// Puts numbers into a block of data, and gives its name.
    private mutating func block(_ rows: [[Double]]) -> String {
        blockCount += 1
        let name = "$data\(blockCount)"
        let lines = rows.map { $0.map(GnuplotText.number).joined(separator: " ") }
        blocks += "\(name) << END\n" + lines.joined(separator: "\n") + "\nEND\n"
        return name
    }

    private mutating func band(_ band: Band) -> [String] {
        let name = block(band.values.map { [Double($0.day), $0.lower, $0.upper] })
        var elements = ["\(name) using 1:2:3 with filledcurves fillstyle solid 1 noborder fillcolor rgb '\(band.fill.colour)' notitle"]
        if let hatching = band.fill.hatching {
            elements.append(
                "\(name) using 1:2:3 with filledcurves fillstyle transparent pattern \(hatching) noborder fillcolor rgb '\(Palette.ink)' notitle"
            )
        }
        if band.hasEdge { elements.append("\(name) using 1:3 with lines linecolor rgb '\(Palette.ink)' linewidth 0.8 notitle") }
        return elements
    }

    private mutating func line(_ line: Line) -> [String] {
        let name = block(line.values.map { [Double($0.day), $0.value] })
        let dash = line.isDashed ? ScriptCanvas.dashed : "1"
        var elements = ["\(name) using 1:2 with lines linecolor rgb '\(line.look.colour)' linewidth 2 dashtype \(dash) notitle"]
        if line.hasPoints {
            let points = block(PointPlaces.along(line, of: figure.days))
            elements.append(
                "\(points) using 1:2 with points linecolor rgb '\(line.look.colour)' linewidth 1.4 pointtype \(line.look.openPoint) pointsize 0.9 notitle"
            )
        }
        return elements
    }

    private mutating func observation(_ point: ObservedPoint) -> [String] {
        let name = block([[Double(point.day), point.value, point.low ?? point.value, point.high ?? point.value]])
        return [
            "\(name) using 1:2:3:4 with yerrorbars linecolor rgb '\(Palette.ink)' linewidth 1.2 pointtype \(point.look.filledPoint) pointsize 0.7 notitle"
        ]
    }
}
