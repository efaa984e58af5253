/// Strokes, areas and texts at places given in pixels from the left and from the top, as elements of SVG.
///
/// Colours stand in attributes, which every program reads and which the rules of a dark page override.
struct SVGCanvas {
    enum Dash: String {
        case solid = ""
        case dashed = "8 5"
        case dotted = "2 3"
    }
    /// Which end of a text stands at its place.
    enum Anchor: String {
        case start, middle, end
    }

    /// Begins the names that elements have, of which a page can hold each but once.
    let id: String
    private(set) var elements = ""
    private var hasHatching = false

    init(id: String) { self.id = id }

    /// - Parameters:
    ///   - y: of the letters' base line.
    ///   - hasHalo: whether paper shows around the letters, where lines cross them.
    mutating func text(
        _ text: String, x: Double, y: Double, size: Double, colour: Colour = Palette.ink, anchor: Anchor = .start, isBold: Bool = false,
        hasHalo: Bool = false
    ) {
        elements +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\" fill=\"\(colour.light)\""
            + (anchor == .start ? "" : " text-anchor=\"\(anchor)\"") + (isBold ? " font-weight=\"bold\"" : "")
            + (hasHalo ? " paint-order=\"stroke\" stroke-linejoin=\"round\" \(Self.stroke(Palette.paper, 3, .solid))" : "")
            + ">\(HTMLText.escaped(text))</text>\n"
    }

    mutating func line(x: Double, y: Double, toX: Double, toY: Double, colour: Colour, width: Double = 1, dash: Dash = .solid) {
        path([Place(x: x, y: y), Place(x: toX, y: toY)], Self.stroke(colour, width, dash))
    }

    /// Lines from point to point.
    mutating func curve(_ points: [Place], colour: Colour, width: Double, dash: Dash = .solid) {
        path(PixelCurve.simplified(points), "fill=\"none\" stroke-linejoin=\"round\" " + Self.stroke(colour, width, dash))
    }

    /// What lies between two curves.
    mutating func area(upper: [Place], lower: [Place], _ fill: Fill) {
        filled(fill) { $0.path(PixelCurve.simplified(upper) + PixelCurve.simplified(lower).reversed(), $1) }
    }

    mutating func box(_ fill: Fill, x: Double, y: Double, width: Double, height: Double, border: Colour? = nil) {
        let size = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        filled(fill) { canvas, paint in
            canvas.elements += "<rect \(size) \(paint)" + (border.map { " stroke=\"\($0.light)\"" } ?? "") + "/>\n"
        }
    }

    /// A mark about a place: filled, or with paper inside.
    ///
    /// - Parameter radius: of a circle; other shapes cover as much.
    mutating func mark(_ shape: PointShape, x: Double, y: Double, radius: Double, colour: Colour, isFilled: Bool) {
        let paint = "fill=\"\((isFilled ? colour : Palette.paper).light)\" " + Self.stroke(colour, 1.4, .solid)
        func corners(_ corners: [(Double, Double)]) -> [Place] {
            corners.map { Place(x: x + $0.0 * radius, y: y + $0.1 * radius) }
        }
        let points =
            switch shape {
            case .circle: [Place]()
            case .square: corners([(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)])
            case .triangle: corners([(0, -1.4), (1.25, 0.85), (-1.25, 0.85)])
            case .diamond: corners([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
            case .fallingTriangle: corners([(0, 1.4), (-1.25, -0.85), (1.25, -0.85)])
            }
        if points.isEmpty {
            elements += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" \(paint)/>\n"
        } else {
            path(points, paint, isClosed: true)
        }
    }

    /// An interval upright at `x`, with ends.
    mutating func whisker(x: Double, from: Double, to: Double) {
        line(x: x, y: from, toX: x, toY: to, colour: Palette.ink, width: 1.2)
        for y in [from, to] { line(x: x - 4, y: y, toX: x + 4, toY: y, colour: Palette.ink, width: 1.2) }
    }

    /// The sample of an entry of the key.
    ///
    /// - Parameter y: of its middle.
    mutating func sample(_ sample: KeyEntry.Sample, x: Double, y: Double, width: Double) {
        let middle = x + width / 2
        switch sample {
        case .line(let look, let isDashed, let hasPoints):
            line(x: x, y: y, toX: x + width, toY: y, colour: look.colour, width: 2, dash: isDashed ? .dashed : .solid)
            if hasPoints { mark(look.shape, x: middle, y: y, radius: 3.5, colour: look.colour, isFilled: false) }
        case .fill(let fill): box(fill, x: x, y: y - 6, width: width, height: 12, border: Palette.ink)
        case .observed(let shape):
            whisker(x: middle, from: y - 7, to: y + 7)
            mark(shape, x: middle, y: y, radius: 3, colour: Palette.ink, isFilled: true)
        case .point(let look, let isFilled): mark(look.shape, x: middle, y: y, radius: 3.5, colour: look.colour, isFilled: isFilled)
        case .step: line(x: middle, y: y - 7, toX: middle, toY: y + 7, colour: Palette.faintInk, dash: .dotted)
        }
    }

    // MARK: as text

    /// Draws with the colour of a fill, and with its hatching over that.
    private mutating func filled(_ fill: Fill, _ draw: (inout SVGCanvas, String) -> Void) {
        draw(&self, "fill=\"\(fill.colour.light)\"")
        guard fill.isHatched else { return }
        if !hasHatching {
            elements +=
                "<pattern id=\"\(id)-hatching\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                + "<path d=\"M-1 1 1 -1M0 6 6 0M5 7 7 5\" \(Self.stroke(Palette.ink, 1, .solid))/></pattern>\n"
            hasHatching = true
        }
        draw(&self, "fill=\"url(#\(id)-hatching)\"")
    }

    private mutating func path(_ points: [Place], _ paint: String, isClosed: Bool = false) {
        guard !points.isEmpty else { return }
        elements += "<path d=\"M"
        for (i, point) in points.enumerated() {
            elements += (i > 0 ? " " : "") + Self.number(point.x) + " " + Self.number(point.y)
        }
        elements += (isClosed ? "Z" : "") + "\" \(paint)/>\n"
    }

    private static func stroke(_ colour: Colour, _ width: Double, _ dash: Dash) -> String {
        "stroke=\"\(colour.light)\"" + (width == 1 ? "" : " stroke-width=\"\(number(width))\"")
            + (dash == .solid ? "" : " stroke-dasharray=\"\(dash.rawValue)\"")
    }

    /// A number to a hundredth of a pixel, in its shortest form; 0 for what no picture could hold.
    static func number(_ value: Double) -> String {
        guard value.magnitude < 1e9 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
        return (hundredths < 0 ? "-" : "") + "\(whole)" + fraction
    }
}
