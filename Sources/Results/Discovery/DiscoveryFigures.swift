internal import Analysis
internal import ScenarioFormat

/// The boxes of a discovery: what each covers and holds, and where the chosen one lies.
enum DiscoveryFigures {
    private static let drawn = Fill(colour: Palette.greyBar)
    private static let inside = Fill(colour: Palette.blue)

    static func pictures(_ folder: DiscoveryFolder) -> [Picture] {
        [Picture(name: "trajectory", figure: tradeoff(folder))]
            + (folder.bounds.isEmpty ? [] : [Picture(name: "box", figure: box(folder))])
    }

    /// How the members were chosen.
    static func design(_ folder: DiscoveryFolder) -> String {
        let members = SummaryText.grouped(folder.record["members"]?.numberValue ?? 0)
        return "\(members) members, design \(folder.record["design"]?.text ?? "?"), seed \(folder.record["seed"]?.text ?? "?")"
    }

    private static func source(_ folder: DiscoveryFolder) -> String { FigureNotes.source(folder, draws: design(folder)) }

    static func tradeoff(_ folder: DiscoveryFolder) -> TradeoffFigure {
        TradeoffFigure(
            title: folder.title, heading: "Boxes of draws that lead to \(folder.condition)",
            points: folder.boxes.map { TradeoffFigure.Point(coverage: $0.coverage, density: $0.density, isPaste: $0.step == .paste) },
            chosen: folder.choice.step, threshold: folder.threshold, notes: [source(folder)],
            description: DiscoveryText.why(folder.boxes, folder.choice, threshold: folder.threshold))
    }

    static func box(_ folder: DiscoveryFolder) -> BarFigure {
        let rows = folder.bounds.map { bound in
            // A quantity without a spread can't be bounded.
            let width = max(bound.largest - bound.least, .leastNormalMagnitude)
            let low = ((bound.bounds.low ?? bound.least) - bound.least) / width
            let high = ((bound.bounds.high ?? bound.largest) - bound.least) / width
            return BarRow(
                label: "\(bound.quantity): \(words(bound, folder))",
                bars: [Bar(from: 0, to: 1, fill: drawn), Bar(from: low, to: high, fill: inside)])
        }
        return BarFigure(
            title: folder.title, heading: "Where the chosen box lies, of draws that lead to \(folder.condition)",
            axis: "place between the least and the largest value that a member drew", unit: "", rows: rows,
            key: [KeyEntry(sample: .fill(inside), text: "inside the box"), KeyEntry(sample: .fill(drawn), text: "drawn by members")],
            notes: [source(folder)],
            description: "Inside the chosen box: " + folder.bounds.map { "\($0.quantity) \(words($0, folder))" }.joined(separator: "; ")
                + ".")
    }

    /// `from 0.3`, `up to 12`, `from 0.3 to 0.6`
    static func words(_ bound: DiscoveryFolder.Bound, _ folder: DiscoveryFolder) -> String {
        func value(_ number: Double) -> String { DiscoveryText.words(number, isDate: folder.isDate(bound.quantity), folder) }
        return switch (bound.bounds.low, bound.bounds.high) {
        case (let low?, let high?): "from \(value(low)) to \(value(high))"
        case (let low?, nil): "from \(value(low))"
        case (nil, let high?): "up to \(value(high))"
        case (nil, nil): "free"
        }
    }
}
