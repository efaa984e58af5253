import Foundation
import FoundationXML
import Testing

@testable import Results

@Suite struct SVGCanvasTests {
    @Test(arguments: [
        (0.0, "0"), (-0.001, "0"), (1, "1"), (1.5, "1.5"), (1.05, "1.05"), (0.994, "0.99"), (0.996, "1"), (-12.345, "-12.35"), (860, "860"),
        (1e12, "0"), (.nan, "0"), (-.infinity, "0"),
    ])
    func numbersAreShort(_ value: Double, _ text: String) { #expect(SVGCanvas.number(value) == text) }

    @Test func everyElementIsXML() {
        var canvas = SVGCanvas(id: "a")
        canvas.text("<&>\"'\u{1}]]>", x: 1, y: 2, size: 11, anchor: .middle, isBold: true)
        canvas.area(
            upper: [Place(x: 0, y: 0), Place(x: 9, y: 0)], lower: [Place(x: 0, y: 5), Place(x: 9, y: 6)], Fill(colour: Palette.blue))
        for _ in 0..<2 { canvas.box(Fill(colour: Palette.orange, isHatched: true), x: 0, y: 0, width: 3, height: 4, border: Palette.ink) }
        for shape in PointShape.allCases { canvas.mark(shape, x: 5, y: 5, radius: 3, colour: Palette.green, isFilled: false) }
        let svg = Drawing(canvas, width: 20, height: 10, title: "<t>", description: "d]]>").file
        let parser = XMLParser(data: Data(svg))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let text = String(decoding: svg, as: UTF8.self)
        #expect(text.contains(##"<path d="M0 0 9 0 9 6 0 5" fill="#0072B2"/>"##))
        #expect(text.contains(#"font-weight="bold">&lt;&amp;&gt;&quot;&#39;"# + "\u{FFFD}]]&gt;</text>"))
        #expect(text.components(separatedBy: "<pattern id=\"a-hatching\"").count == 2 && text.contains("url(#a-hatching)"))
    }

    @Test func inAPageNoNameIsSharedAndNoSizeFixed() {
        let inline = Drawing(SVGCanvas(id: "a"), width: 8, height: 9, title: "<t>", description: "d]]>").inline
        #expect(
            inline.hasPrefix(
                """
                <svg viewBox="0 0 8 9" role="img" aria-labelledby="a-title a-desc" font-family="DejaVu Sans, Verdana, Arial, sans-serif">
                <title id="a-title">&lt;t&gt;</title>
                <desc id="a-desc">d]]&gt;</desc>

                """))
    }
}

@Suite struct PixelCurveTests {
    /// What was left out lies within the tolerance of what is drawn, whatever the curve.
    @Test(arguments: [20, 500, 5000])
    func noPointIsFarFromTheLine(_ count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let points = (0..<count).map { i in
            Place(x: Double(i) * 0.3, y: 100 + 80 * sin(Double(i) / 40) + (i % 7 == 0 ? Double.random(in: -0.2...0.2, using: &random) : 0))
        }
        let kept = PixelCurve.simplified(points)
        #expect(kept.first == points.first && kept.last == points.last && kept.count < points.count)
        var at = 0
        for point in points {
            while kept[at + 1].x < point.x { at += 1 }
            let (a, b) = (kept[at], kept[at + 1])
            #expect(abs(a.y + (point.x - a.x) / (b.x - a.x) * (b.y - a.y) - point.y) <= PixelCurve.tolerance + 1e-9)
        }
    }

    @Test func aLineIsItsEnds() {
        let points = (0...1000).map { Place(x: Double($0), y: 3 * Double($0)) }
        #expect(PixelCurve.simplified(points) == [points[0], points[1000]])
        #expect(PixelCurve.simplified([]).isEmpty && PixelCurve.simplified([Place(x: 1, y: 1)]) == [Place(x: 1, y: 1)])
    }

    @Test func peaksThatAreADayLongStay() {
        var points = (0..<100_000).map { Place(x: Double($0) * 0.006, y: 100) }
        points[54_321] = Place(x: points[54_321].x, y: 7)
        points[77_777] = Place(x: points[77_777].x, y: 190)
        let kept = PixelCurve.simplified(points)
        #expect(kept.count < 20 && kept.contains(points[54_321]) && kept.contains(points[77_777]))
    }
}

/// A stream of its own for every test.
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
