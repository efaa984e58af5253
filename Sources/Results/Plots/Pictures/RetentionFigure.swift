/// What laws require to be stored, and what storing has cost: a panel for each, in each market that has laws.
enum RetentionFigure {
    /// None where no law asks anything of anyone.
    static func figures(_ results: ResultsCurves) -> [Figure] {
        let markets = results.markets.filter { market in results.storage.contains { $0.market == market } }
        return FigureParts.cut(markets, atMost: FigureParts.mostPanels / 2) { figure(results, markets: $0, part: $1) }
    }

    private static func figure(_ results: ResultsCurves, markets: ArraySlice<String>, part: String) -> Figure {
        let panels = markets.flatMap { market in
            [
                panel(market, "required to be stored, content and metadata", "TB", results, \.required),
                panel(market, "cost of storing to date", "US dollars", results, \.cost),
            ]
        }
        return Figure(
            title: results.folder.title, heading: "Storage duties: what the law requires, and what those who store have paid\(part)",
            panels: panels, key: key(results), notes: [FigureNotes.source(results), "1 TB = 10^12 bytes."],
            description: description(results, markets), days: results.days)
    }

    private static func panel(
        _ market: String, _ what: String, _ unit: String, _ results: ResultsCurves, _ values: KeyPath<StorageCurve, [Double]>
    ) -> Panel {
        var panel = Panel(heading: "\(results.label(market: market)): \(what)", unit: unit)
        for curve in results.storage where curve.market == market {
            let values = curve[keyPath: values]
            panel.lines.append(
                Line(
                    values: zip(curve.days, values).map { ($0, $1) }, look: results.look(service: curve.service),
                    isDashed: curve.holder != "organizer", hasPoints: results.services.count > 1))
            let last = values.last ?? 0
            panel.ends.append(
                CurveEnd(
                    value: last, text: "\(SummaryText.short(last)) \(results.label(service: curve.service))",
                    suffix: ", \(inWords(curve.holder))"))
        }
        return panel
    }

    private static func key(_ results: ResultsCurves) -> [KeyEntry] {
        let several = results.services.count > 1
        let services = results.services.filter { service in results.storage.contains { $0.service == service } }
        let holders = ["organizer", "telecom"].filter { holder in results.storage.contains { $0.holder == holder } }
        return services.map {
            KeyEntry(
                sample: .line(results.look(service: $0), isDashed: false, hasPoints: several), text: results.label(service: $0))
        }
            + holders.map {
                KeyEntry(
                    sample: .line(Palette.plain, isDashed: $0 != "organizer", hasPoints: false),
                    text: $0 == "organizer" ? "kept by the service (organizer)" : "kept by the carriers (telecom)")
            }
    }

    private static func inWords(_ holder: String) -> String { holder == "organizer" ? "service" : "carriers" }

    private static func description(_ results: ResultsCurves, _ markets: ArraySlice<String>) -> String {
        "Curves from \(FigureNotes.period(results.days)). At the end: "
            + results.storage.filter { markets.contains($0.market) }.map { curve in
                "\(results.label(service: curve.service)) in \(results.label(market: curve.market)), \(inWords(curve.holder)): "
                    + "\(SummaryText.inWords(curve.required.last ?? 0)) TB required, \(SummaryText.inWords(curve.cost.last ?? 0)) US dollars paid"
            }.joined(separator: "; ") + "."
    }
}
