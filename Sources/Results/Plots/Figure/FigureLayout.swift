/// Where everything of a figure stands. Unit: pixels from the left and from the top.
struct FigureLayout {
    struct PanelPlace {
        let heading: [(text: String, y: Double)]
        let unit: [(text: String, y: Double)]
        let top: Double
        let bottom: Double
        let axis: ValueAxis
        let steps: StepTiers
        /// Of steps for whose labels there is no room.
        let bareSteps: [Double]
        /// Of the ends of curves and bands, by the panel's order; none where they don't fit.
        var endLabels: [EndLabel] = []

        func y(_ value: Double) -> Double { bottom - (value - axis.bottom) / (axis.top - axis.bottom) * (bottom - top) }
    }
    struct EndLabel: Equatable {
        let text: String
        /// Of the curve's end and of the label.
        let from: Double
        let y: Double
    }
    struct KeyPlace {
        let sample: KeyEntry.Sample
        let text: String
        let x: Double
        let y: Double
    }

    let format: FigureFormat
    let height: Double
    let left: Double
    let right: Double
    private let days: ClosedRange<Int>
    let titleLines: [(text: String, y: Double)]
    let headingLines: [(text: String, y: Double)]
    let panels: [PanelPlace]
    let key: [KeyPlace]
    let notes: [(text: String, y: Double)]
    let time: TimeAxis

    /// Tiers of labels above a panel; a picture with more would be nothing but labels.
    static let mostTiers = 20
    static let keySampleWidth = 34.0
    private static let edge = 8.0
    /// Half the text of a tick at the axis' right end, in sizes of its letters.
    private static let halfADate = 3.6

    init(_ figure: Figure, _ format: FigureFormat) {
        self.format = format
        let left = format.leftMargin
        let small = format.smallSize
        let widest = figure.panels.flatMap(\.ends).map { TextWidth.of($0.text + $0.suffix, size: small) }.max()
        let right = format.width - max(widest.map { min($0, format.widestEndLabel) + 22 } ?? 0, Self.halfADate * format.textSize)
        (self.left, self.right, days) = (left, right, figure.days)
        func x(_ day: Int) -> Double { Self.x(day, figure.days, left, right) }
        let textWidth = format.width - 2 * Self.edge
        var y = Self.edge

        func lines(_ text: String, size: Double, atMost limit: Int, isBold: Bool = false) -> [(text: String, y: Double)] {
            TextWidth.wrapped(text, width: textWidth, size: size, lines: limit, isBold: isBold).map { line in
                y += size * 1.3
                return (line, y - size * 0.3)
            }
        }
        titleLines = lines(figure.title, size: format.titleSize, atMost: 3, isBold: true)
        headingLines = lines(figure.heading, size: format.textSize, atMost: 3)
        time = TimeAxis(figure.days, room: right - left, size: format.textSize)

        var places: [PanelPlace] = []
        for panel in figure.panels {
            y += 12
            let axis = ValueAxis(lowest: panel.lowest, highest: panel.highest)
            let unit = [axis.multiplier, panel.unit].filter { !$0.isEmpty }.joined(separator: " ")
            let heading = lines(panel.heading, size: format.textSize, atMost: 2, isBold: true)
            let unitLines = lines(unit, size: small, atMost: 2)
            var steps = StepTiers(panel.steps, size: small, limit: format.width - 4, x: x)
            var bareSteps: [Double] = []
            if steps.count > Self.mostTiers {
                steps = StepTiers(panel.steps.filter(\.isDecisive), size: small, limit: format.width - 4, x: x)
                bareSteps = panel.steps.filter { !$0.isDecisive }.map { x($0.day) }
            }
            let top = y + 10 + Double(min(steps.count, Self.mostTiers)) * small * 1.35
            let bottom = top + format.panelHeight
            var place = PanelPlace(
                heading: heading, unit: unitLines, top: top, bottom: bottom, axis: axis, steps: steps, bareSteps: bareSteps)
            place.endLabels = Self.endLabels(panel, place, format)
            places.append(place)
            y = bottom + format.textSize * 2.2
        }
        panels = places

        y += 8
        var keyPlaces: [KeyPlace] = []
        var keyX = Self.edge
        for (i, entry) in figure.key.enumerated() {
            let width = Self.keySampleWidth + 6 + TextWidth.of(entry.text, size: small) + 18
            if i > 0, keyX + width > format.width {
                keyX = Self.edge
                y += small * 1.6
            }
            let text = TextWidth.cut(entry.text, to: textWidth - Self.keySampleWidth - 6, size: small)
            keyPlaces.append(KeyPlace(sample: entry.sample, text: text, x: keyX, y: y + small))
            keyX += width
        }
        key = keyPlaces
        if !key.isEmpty { y += small * 1.6 + 4 }

        let labelsLeftOut = places.contains { $0.steps.count > Self.mostTiers || !$0.bareSteps.isEmpty }
        notes = (figure.notes + (labelsLeftOut ? ["Some steps have no label here; events.csv lists them all."] : [])).flatMap {
            lines($0, size: small, atMost: 8)
        }
        height = (y + Self.edge).rounded(.up)
    }

    func x(_ day: Int) -> Double { Self.x(day, days, left, right) }

    private static func x(_ day: Int, _ days: ClosedRange<Int>, _ left: Double, _ right: Double) -> Double {
        left + Double(day - days.lowerBound) / Double(max(days.upperBound - days.lowerBound, 1)) * (right - left)
    }

    private static func endLabels(_ panel: Panel, _ place: PanelPlace, _ format: FigureFormat) -> [EndLabel] {
        let ends = panel.ends.map { end in
            let room = format.widestEndLabel - TextWidth.of(end.suffix, size: format.smallSize)
            return (text: TextWidth.cut(end.text, to: room, size: format.smallSize) + end.suffix, height: place.bottom - place.y(end.value))
        }
        guard let spread = EndLabels.spread(ends.map(\.height), distance: format.smallSize * 1.25, height: place.bottom - place.top) else {
            return []
        }
        return zip(ends, spread).map { end, at in
            EndLabel(text: end.text, from: place.bottom - end.height, y: place.bottom - at)
        }
    }
}
