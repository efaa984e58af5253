/// The stocks of a pair, one on the other: who reaches the service directly, who goes round the block, who waits, who has left.
enum StocksFigure {
    /// From the bottom up, light beside dark so that they differ in grey too.
    private static var stocks: [(name: String, fill: Fill, values: KeyPath<PairCurves, [Double]>)] {
        [
            ("direct", Fill(colour: Palette.blue), \.direct),
            ("circumventing", Fill(colour: Palette.skyBlue), \.circumventing),
            ("waiting", Fill(colour: Palette.orange, isHatched: true), \.waiting),
            ("left", Fill(colour: Palette.yellow), \.left),
        ]
    }

    static func figure(_ pair: PairCurves, _ results: ResultsCurves) -> Figure {
        var floor = [Double](repeating: 0, count: pair.days.count)
        var panel = Panel(heading: "Stocks, one on the other", unit: "people")
        for stock in stocks {
            let values = pair[keyPath: stock.values]
            let top = zip(floor, values).map { $0 + max($1, 0) }
            panel.bands.append(Band(values: pair.days.indices.map { (pair.days[$0], floor[$0], top[$0]) }, fill: stock.fill))
            floor = top
        }
        for (stock, band) in zip(stocks, panel.bands) {
            // A band as thin as a line has no middle to be pointed at.
            guard let last = band.values.last, last.upper - last.lower > panel.highest * 0.004 else { continue }
            let text = "\(SummaryText.short(last.upper - last.lower)) \(stock.name)"
            panel.ends.append(CurveEnd(value: (last.lower + last.upper) / 2, text: text))
        }
        panel.steps = FigureNotes.steps(
            results.steps.filter { $0.market == pair.market && $0.service == pair.service }, results, services: 1)
        let explained = [
            "direct: active, reaching the service directly", "circumventing: active through a VPN, proxy or bridge",
            "waiting: not active, would come back", "left: settled elsewhere, or trust lost",
        ]
        let name = "\(results.label(service: pair.service)) in \(results.label(market: pair.market))"
        return Figure(
            title: results.folder.title, heading: name + ": who uses it, who waits, who has left", panels: [panel],
            key: zip(stocks, explained).map { KeyEntry(sample: .fill($0.fill), text: $1) }
                + (panel.steps.isEmpty ? [] : [KeyEntry(sample: .step, text: "step taken")]),
            notes: [FigureNotes.source(results)], description: description(pair, results.days), days: results.days)
    }

    private static func description(_ pair: PairCurves, _ days: ClosedRange<Int>) -> String {
        "Stacked areas from \(FigureNotes.period(days)). At the end: "
            + stocks.map { "\(SummaryText.inWords(pair[keyPath: $0.values].last ?? 0)) \($0.name)" }.joined(separator: ", ") + "."
    }
}
