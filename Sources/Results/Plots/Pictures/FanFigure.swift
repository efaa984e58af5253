internal import ScenarioFormat

/// Active users over an ensemble: the median with bands of half and of nine tenths of the members, a panel a pair.
enum FanFigure {
    private static let wide = Fill(colour: "#CFE3F1")
    private static let narrow = Fill(colour: "#8FC1E3")

    static func figure(_ folder: EnsembleResultsFolder, _ curves: [BandCurves]) -> Figure {
        let days = curves.flatMap { [$0.days.first, $0.days.last].compactMap { $0 } }
        let members = folder.record["members"]?.numberValue ?? 0
        let draws =
            "\(SummaryText.grouped(members)) members, design \(folder.record["design"]?.text ?? "?"), seed \(folder.record["seed"]?.text ?? "?")"
        return Figure(
            title: folder.title, heading: "Active users over \(SummaryText.grouped(members)) members",
            panels: curves.map { panel($0, folder) },
            key: [
                KeyEntry(sample: .line(Palette.look(0), isDashed: false, hasPoints: false), text: "median"),
                KeyEntry(sample: .fill(narrow), text: "half of the members (25 to 75 %)"),
                KeyEntry(sample: .fill(wide), text: "nine in ten (5 to 95 %)"),
                KeyEntry(sample: .line(Palette.look(0), isDashed: true, hasPoints: false), text: "median, had there been no enforcement"),
            ],
            notes: [FigureNotes.source(folder, draws: draws)], description: description(curves, folder),
            days: (days.min() ?? 0)...(days.max() ?? 0))
    }

    private static func panel(_ pair: BandCurves, _ folder: EnsembleResultsFolder) -> Panel {
        let rows = PairCurves.drawnRows(pair.quantiles[2])
        let look = Palette.look(0)
        var panel = Panel(heading: name(pair, folder), unit: "people active within 30 days")
        for (fill, low, high) in [(wide, 0, 4), (narrow, 1, 3)] {
            panel.bands.append(
                Band(values: rows.map { (pair.days[$0], pair.quantiles[low][$0], pair.quantiles[high][$0]) }, fill: fill, hasEdge: false))
        }
        if pair.counterfactual.count == pair.days.count {
            panel.lines.append(
                Line(values: rows.map { (pair.days[$0], pair.counterfactual[$0]) }, look: look, isDashed: true, label: "no enforcement"))
        }
        panel.lines.append(Line(values: rows.map { (pair.days[$0], pair.quantiles[2][$0]) }, look: look, label: "median"))
        return panel
    }

    private static func name(_ pair: BandCurves, _ folder: EnsembleResultsFolder) -> String {
        "\(folder.label(service: pair.service)) in \(folder.label(market: pair.market))"
    }

    private static func description(_ curves: [BandCurves], _ folder: EnsembleResultsFolder) -> String {
        curves.map { pair in
            let ends = pair.quantiles.map { SummaryText.inWords($0.last ?? 0) }
            return
                "\(name(pair, folder)): \(ends[2]) active users at the end in the median, \(ends[0]) to \(ends[4]) for nine members in ten."
        }.joined(separator: " ")
    }
}
