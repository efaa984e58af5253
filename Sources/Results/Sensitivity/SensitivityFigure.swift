internal import Analysis
internal import ScenarioFormat

/// The indices of a measure as bars, the quantity that matters most on top.
enum SensitivityFigure {
    private static let most = 20
    /// What is shorter than this share of the longest bar can't be seen.
    private static let visible = 0.002
    private static let dark = Fill(colour: Palette.blue)
    private static let light = Fill(colour: Palette.narrowBand)

    static func pictures(_ folder: SensitivityFolder) -> [Picture] { [Picture(name: "sensitivity", figure: figure(folder))] }

    /// The upper end of what a quantity is ranked by.
    private static func rank(_ quantity: QuantitySensitivity) -> Double? { (quantity[.total] ?? quantity[.muStar])?.high }

    static func figure(_ folder: SensitivityFolder) -> BarFigure {
        let isVariance = folder.method == .sobol
        let ranked = SensitivityText.ranked(folder.quantities)
        let largest = ranked.first.flatMap { rank($0) } ?? 0
        let shown = ranked.prefix(most).filter { (rank($0) ?? 0) > visible * largest }
        let kinds: [(SensitivityIndex.Kind, Fill)] =
            isVariance ? [(.total, light), (.firstOrder, dark)] : [(.muStar, dark), (.sigma, light)]
        let rows = shown.map { quantity in
            BarRow(
                label: quantity.quantity,
                bars: kinds.compactMap { kind, fill in
                    quantity[kind].map { Bar(from: 0, to: $0.value, low: $0.low, high: $0.high, fill: fill) }
                })
        }
        let key =
            isVariance
            ? [
                KeyEntry(sample: .fill(light), text: "total: with all interactions"),
                KeyEntry(sample: .fill(dark), text: "first order: by itself"),
            ]
            : [
                KeyEntry(sample: .fill(dark), text: "mu*: mean size of an effect"),
                KeyEntry(sample: .fill(light), text: "sigma: spread of the effects"),
            ]
        let rest = ranked.count - shown.count
        return BarFigure(
            title: folder.title, heading: "What \(folder.measure) is sensitive to",
            axis: isVariance ? "share of the variance of the measure" : "effect over the whole probability of the quantity",
            unit: isVariance ? "" : folder.unit, rows: rows,
            key: key + [
                KeyEntry(
                    sample: .line(Look(colour: Palette.ink, shape: .circle), isDashed: false, hasPoints: false),
                    text: "95 % interval")
            ],
            notes: (rest > 0 ? ["\(rest) that matter less are left out; sensitivity.csv lists them all."] : [])
                + [FigureNotes.source(folder, draws: folder.design)],
            description: SensitivityText.sentences(folder.measure, folder.quantities, unit: folder.unit).joined(separator: " "))
    }
}
