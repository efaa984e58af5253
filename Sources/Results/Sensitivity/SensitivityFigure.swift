internal import Analysis
internal import ScenarioFormat

/// The indices of a measure as dots with their intervals, the quantity that matters most on top.
enum SensitivityFigure {
    private static let most = 20
    /// What is shorter than this share of the largest can't be seen.
    private static let visible = 0.002

    static func pictures(_ folder: SensitivityFolder) -> [Picture] { [Picture(name: "sensitivity", figure: figure(folder))] }

    /// The upper end of what a quantity is ranked by.
    private static func rank(_ quantity: QuantitySensitivity) -> Double? { (quantity[.total] ?? quantity[.muStar])?.high }

    static func figure(_ folder: SensitivityFolder) -> BarFigure {
        let isVariance = folder.method == .sobol
        let ranked = SensitivityText.ranked(folder.quantities)
        let largest = ranked.first.flatMap { rank($0) } ?? 0
        let shown = ranked.prefix(most).filter { (rank($0) ?? 0) > visible * largest }
        let kinds: [(index: SensitivityIndex.Kind, words: String, key: String)] =
            isVariance
            ? [
                (.total, "with interactions", "total: with all interactions"), (.firstOrder, "by itself", "first order: by itself"),
            ]
            : [(.muStar, "mean size", "mu*: mean size of an effect"), (.sigma, "spread", "sigma: spread of the effects")]
        let rows = shown.map { quantity in
            BarRow(
                label: quantity.quantity,
                dots: kinds.enumerated().compactMap { i, kind in
                    quantity[kind.index].map { index in
                        let value = isVariance ? SummaryText.percent(index.value) : SensitivityText.number(index.value)
                        return Dot(
                            value: index.value, low: index.low, high: index.high, look: Palette.look(i), text: "\(value) \(kind.words)")
                    }
                })
        }
        let key = kinds.enumerated().map { KeyEntry(sample: .point(Palette.look($0), isFilled: true), text: $1.key) }
        let rest = ranked.count - shown.count
        return BarFigure(
            title: folder.title, heading: "What \(folder.measure) is sensitive to",
            axis: isVariance ? "share of the variance of the measure" : "effect over the whole probability of the quantity",
            unit: isVariance ? "" : folder.unit, rows: rows,
            key: key + [KeyEntry(sample: .line(Palette.plain, isDashed: false, hasPoints: false), text: "95 % interval")],
            notes: (rest > 0 ? ["\(rest) that matter less are left out; sensitivity.csv lists them all."] : [])
                + [FigureNotes.source(folder, draws: folder.design)],
            description: SensitivityText.sentences(folder.measure, folder.quantities, unit: folder.unit).joined(separator: " "))
    }
}
