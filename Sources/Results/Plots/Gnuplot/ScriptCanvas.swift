/// Commands for texts and lines at places given in pixels from the left and from the top.
struct ScriptCanvas {
    static let dashed = "(8,5)"
    static let dotted = "(2,3)"

    private let width: Double
    private let height: Double
    private(set) var commands = ""

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func clear() { commands = "" }

    /// The place as a share of the picture, five digits after the point: a hundredth of a pixel.
    func x(_ pixels: Double) -> String { GnuplotText.number((pixels / width * 1e5).rounded() / 1e5) }
    func y(_ pixels: Double) -> String { GnuplotText.number(((1 - pixels / height) * 1e5).rounded() / 1e5) }

    /// - Parameter y: of the letters' base line.
    mutating func text(
        _ text: String, x: Double, y: Double, size: Double, colour: String = Palette.ink, alignment: String = "left"
    ) {
        // gnuplot centres a label on its place; its letters are some seven tenths of the size high.
        let middle = y - size * 0.35
        commands +=
            "set label \(GnuplotText.quoted(text)) at screen \(self.x(x)), screen \(self.y(middle)) \(alignment)"
            + " font 'DejaVu Sans,\(GnuplotText.number(size))' textcolor rgb '\(colour)' front\n"
    }

    /// - Parameter isBack: whether everything else stands before it.
    mutating func line(
        x: Double, y: Double, toX: Double, toY: Double, colour: String, width: Double = 1, dash: String, isBack: Bool = false
    ) {
        // With `linetype`, because gnuplot's SVG else carries the dashes of one arrow on to the next.
        commands +=
            "set arrow from screen \(self.x(x)), screen \(self.y(y)) to screen \(self.x(toX)), screen \(self.y(toY)) nohead linetype 1"
            + " linecolor rgb '\(colour)' linewidth \(GnuplotText.number(width)) dashtype \(dash) \(isBack ? "back" : "front")\n"
    }

    mutating func point(_ type: Int, x: Double, y: Double, colour: String, size: Double) {
        commands +=
            "set label '' at screen \(self.x(x)), screen \(self.y(y)) point pointtype \(type) pointsize \(GnuplotText.number(size))"
            + " linewidth 1.4 linecolor rgb '\(colour)' front\n"
    }

    mutating func box(_ fill: String, x: Double, y: Double, width: Double, height: Double) {
        commands +=
            "set object rectangle from screen \(self.x(x)), screen \(self.y(y)) to screen \(self.x(x + width)), screen \(self.y(y + height))"
            + " \(fill) front\n"
    }

    /// The sample of an entry of the key.
    ///
    /// - Parameter y: of its middle.
    mutating func sample(_ sample: KeyEntry.Sample, x: Double, y: Double, width: Double) {
        switch sample {
        case .line(let look, let isDashed, let hasPoints):
            line(x: x, y: y, toX: x + width, toY: y, colour: look.colour, width: 2, dash: isDashed ? Self.dashed : "1")
            if hasPoints { point(look.openPoint, x: x + width / 2, y: y, colour: look.colour, size: 0.9) }
        case .fill(let fill):
            let solid = "fillstyle solid 1 border linecolor rgb '\(Palette.ink)' fillcolor rgb '\(fill.colour)'"
            box(solid, x: x, y: y - 6, width: width, height: 12)
            if let hatching = fill.hatching {
                box(
                    "fillstyle transparent pattern \(hatching) border linecolor rgb '\(Palette.ink)' fillcolor rgb '\(Palette.ink)'",
                    x: x, y: y - 6, width: width, height: 12)
            }
        case .observed(let look):
            line(x: x + width / 2, y: y - 7, toX: x + width / 2, toY: y + 7, colour: Palette.ink, width: 1.2, dash: "1")
            line(x: x + width / 2 - 4, y: y - 7, toX: x + width / 2 + 4, toY: y - 7, colour: Palette.ink, width: 1.2, dash: "1")
            line(x: x + width / 2 - 4, y: y + 7, toX: x + width / 2 + 4, toY: y + 7, colour: Palette.ink, width: 1.2, dash: "1")
            point(look.filledPoint, x: x + width / 2, y: y, colour: Palette.ink, size: 0.7)
        case .point(let type, let colour): point(type, x: x + width / 2, y: y, colour: colour, size: 0.9)
        case .step:
            line(x: x + width / 2, y: y - 7, toX: x + width / 2, toY: y + 7, colour: Palette.faintInk, dash: Self.dotted)
        }
    }
}
