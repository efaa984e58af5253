/// Where everything of a figure stands. Unit: pixels from the left and from the top.
struct FigureLayout {
    struct PanelPlace {
        let heading: [(text: String, y: Double)]
        let top: Double
        let bottom: Double
        let axis: ValueAxis
        let steps: StepTiers
        /// Of steps for whose labels there is no room.
        let bareSteps: [Double]
        /// Of the ends of curves and bands, by the panel's order; nil where they don't fit.
        let endLabels: [EndLabel]

        func y(_ value: Double) -> Double { bottom - (value - axis.bottom) / (axis.top - axis.bottom) * (bottom - top) }
    }
    struct EndLabel: Equatable {
        let text: String
        /// Of the curve's end and of the label.
        let from: Double
        let y: Double
    }
    struct KeyPlace {
        let entry: KeyEntry
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
        let endTexts = figure.panels.flatMap { panel in
            panel.lines.compactMap { line in line.label.map { $0 + line.labelSuffix } } + panel.bands.compactMap(\.label)
        }
        let widest = endTexts.map { TextWidth.of($0, size: small) }.max()
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
            let heading = lines("\(panel.heading), \(unit)", size: format.textSize, atMost: 2)
            var steps = StepTiers(panel.steps, size: small, limit: format.width - 4, x: x)
            var bareSteps: [Double] = []
            if steps.count > Self.mostTiers {
                steps = StepTiers(panel.steps.filter(\.isDecisive), size: small, limit: format.width - 4, x: x)
                bareSteps = panel.steps.filter { !$0.isDecisive }.map { x($0.day) }
            }
            let top = y + 10 + Double(min(steps.count, Self.mostTiers)) * small * 1.35
            let bottom = top + format.panelHeight
            let ends = Self.endLabels(panel, axis, top: top, bottom: bottom, format)
            places.append(
                PanelPlace(heading: heading, top: top, bottom: bottom, axis: axis, steps: steps, bareSteps: bareSteps, endLabels: ends))
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
            keyPlaces.append(KeyPlace(entry: entry, x: keyX, y: y + small))
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

    private static func endLabels(
        _ panel: Panel, _ axis: ValueAxis, top: Double, bottom: Double, _ format: FigureFormat
    ) -> [EndLabel] {
        func height(_ value: Double) -> Double { (value - axis.bottom) / (axis.top - axis.bottom) * (bottom - top) }
        func cut(_ label: String, _ suffix: String = "") -> String {
            let room = format.widestEndLabel - TextWidth.of(suffix, size: format.smallSize)
            return TextWidth.cut(label, to: room, size: format.smallSize) + suffix
        }
        var ends: [(text: String, height: Double)] = panel.lines.compactMap { line in
            guard let label = line.label, let last = line.values.last else { return nil }
            return (cut(label, line.labelSuffix), height(last.value))
        }
        ends += panel.bands.compactMap { band in
            // A band as thin as a line has no middle to be pointed at.
            guard let label = band.label, let last = band.values.last, last.upper - last.lower > (axis.top - axis.bottom) * 0.004 else {
                return nil
            }
            return (cut(label), height((last.lower + last.upper) / 2))
        }
        guard let spread = EndLabels.spread(ends.map(\.height), distance: format.smallSize * 1.25, height: bottom - top) else { return [] }
        return zip(ends, spread).map { end, at in
            EndLabel(text: end.text, from: bottom - end.height, y: bottom - at)
        }
    }
}
