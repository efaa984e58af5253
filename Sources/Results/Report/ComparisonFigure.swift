/// The curves of several runs on one another, a panel for each pair.
enum ComparisonFigure {
    static func figures(_ runs: [ReportedRun]) -> [Figure] { FigureParts.cut(pairs(runs)) { figure(runs, pairs: $0, part: $1) } }

    private static func figure(_ runs: [ReportedRun], pairs: ArraySlice<(market: String, service: String)>, part: String) -> Figure {
        let days = runs.map(\.results.days)
        let (first, last) = (days.map(\.lowerBound).min() ?? 0, days.map(\.upperBound).max() ?? 0)
        let panels = pairs.map { panel($0.market, $0.service, runs) }
        return Figure(
            title: "", heading: "Active users, run by run\(part)", panels: panels,
            key: runs.map { KeyEntry(sample: .line($0.look, isDashed: false, hasPoints: true), text: $0.label) } + [
                KeyEntry(
                    sample: .line(Palette.plain, isDashed: true, hasPoints: false), text: "had there been no enforcement (counterfactual)")
            ],
            notes: runs.map { "\($0.label): \(FigureNotes.source($0.results))" }, description: description(runs), days: first...last)
    }

    /// Every pair of any run, where it first stands.
    static func pairs(_ runs: [ReportedRun]) -> [(market: String, service: String)] {
        var pairs: [(market: String, service: String)] = []
        for pair in runs.flatMap(\.results.pairs) where !pairs.contains(where: { $0 == (pair.market, pair.service) }) {
            pairs.append((pair.market, pair.service))
        }
        return pairs
    }

    /// What people call a pair, by the first run that has it.
    static func label(_ market: String, _ service: String, _ runs: [ReportedRun]) -> String {
        let results = runs.map(\.results).first { $0.pairs.contains { $0.market == market && $0.service == service } }
        return "\(results?.label(service: service) ?? service) in \(results?.label(market: market) ?? market)"
    }

    private static func panel(_ market: String, _ service: String, _ runs: [ReportedRun]) -> Panel {
        var panel = Panel(heading: label(market, service, runs), unit: "people active within 30 days")
        let curves = runs.compactMap { run in
            run.results.pairs.first { $0.market == market && $0.service == service }.map { (run: run, pair: $0) }
        }
        let isShared = curves.dropFirst().allSatisfy { agree($0.pair, curves[0].pair) }
        for (i, curve) in curves.enumerated() where i == 0 || !isShared {
            let pair = curve.pair
            panel.lines.append(
                Line(
                    values: zip(pair.days, pair.counterfactual).map { ($0, $1) },
                    look: isShared ? Palette.plain : curve.run.look,
                    isDashed: true))
        }
        for (run, pair) in curves {
            panel.lines.append(Line(values: zip(pair.days, pair.active).map { ($0, $1) }, look: run.look, hasPoints: true))
            let last = pair.active.last ?? 0
            panel.ends.append(CurveEnd(value: last, text: "\(SummaryText.short(last)) \(run.label)"))
        }
        return panel
    }

    /// Whether the counterfactuals of two runs are one curve, to the eye.
    private static func agree(_ a: PairCurves, _ b: PairCurves) -> Bool {
        a.days == b.days && zip(a.counterfactual, b.counterfactual).allSatisfy { ($0 - $1).magnitude <= 1e-4 * max($0, $1) + 1 }
    }

    private static func description(_ runs: [ReportedRun]) -> String {
        "At the end: "
            + runs.map { run in
                run.label + " "
                    + run.results.pairs.map { pair in
                        let name = "\(run.results.label(service: pair.service)), \(run.results.label(market: pair.market))"
                        return "\(SummaryText.inWords(pair.active.last ?? 0)) (\(name))"
                    }.joined(separator: ", ")
            }.joined(separator: "; ") + "."
    }
}
