/// Active users by market: the run, what would have been without enforcement, what was observed, and the steps.
enum ActiveUsersFigure {
    private static let sameAsCounterfactual = "Enforcement changes the number of users nowhere: the counterfactual is the same."

    static func figures(_ results: ResultsCurves) -> [Figure] {
        FigureParts.cut(results.markets) { figure(results, markets: $0, part: $1) }
    }

    private static func figure(_ results: ResultsCurves, markets: ArraySlice<String>, part: String) -> Figure {
        let several = results.services.count > 1
        let observed = results.observations.filter { $0.measure == "active_users" || $0.measure == "active_share_of_online" }
        let unchanged = results.isChangedByEnforcement ? [] : [sameAsCounterfactual]
        return Figure(
            title: results.folder.title, heading: "Active users by market\(part)", panels: markets.map { panel($0, results) },
            key: key(results, hasObservations: !observed.isEmpty, several: several),
            notes: unchanged + [FigureNotes.source(results)] + FigureNotes.observations(observed),
            description: description(results, markets), days: results.days)
    }

    private static func panel(_ market: String, _ results: ResultsCurves) -> Panel {
        let pairs = results.pairs(in: market)
        let several = results.services.count > 1
        var panel = Panel(heading: heading(market, pairs, results), unit: "people active within 30 days")
        for pair in pairs {
            let look = results.look(service: pair.service)
            if results.isChangedByEnforcement {
                panel.lines.append(Line(values: zip(pair.days, pair.counterfactual).map { ($0, $1) }, look: look, isDashed: true))
                if !several, let last = pair.counterfactual.last {
                    panel.ends.append(CurveEnd(value: last, text: "\(SummaryText.short(last)) no enforcement"))
                }
            }
            panel.lines.append(Line(values: zip(pair.days, pair.active).map { ($0, $1) }, look: look, hasPoints: several))
            let last = pair.active.last ?? 0
            panel.ends.append(CurveEnd(value: last, text: "\(SummaryText.short(last)) \(results.label(service: pair.service))"))
            panel.points += results.observations.compactMap { $0.activeUsers(in: pair, look.shape) }.filter {
                results.days.contains($0.day)
            }
            panel.shades += pair.closures.map { closure in
                Shade(days: closure.days, text: several ? "\(results.label(service: pair.service)) \(closure.text)" : closure.text)
            }
        }
        panel.steps = FigureNotes.steps(results.steps.filter { $0.market == market }, results, services: pairs.count)
        return panel
    }

    /// The market, and what enforcement has done there to the service that it changed the most.
    private static func heading(_ market: String, _ pairs: [PairCurves], _ results: ResultsCurves) -> String {
        func lost(_ pair: PairCurves) -> Double { (pair.counterfactual.last ?? 0) - (pair.active.last ?? 0) }
        let label = results.label(market: market)
        guard let pair = pairs.max(by: { lost($0).magnitude < lost($1).magnitude }), lost(pair).magnitude >= 1 else { return label }
        let users = "\(results.label(service: pair.service)) \(SummaryText.short(lost(pair).magnitude)) users"
        guard lost(pair) > 0, let alone = pair.counterfactual.last else { return "\(label): enforcement brings \(users)" }
        return "\(label): enforcement costs \(users), \(SummaryText.percent(lost(pair) / alone))"
    }

    private static func key(_ results: ResultsCurves, hasObservations: Bool, several: Bool) -> [KeyEntry] {
        var entries = results.services.map { service in
            KeyEntry(
                sample: .line(results.look(service: service), isDashed: false, hasPoints: several),
                text: results.label(service: service) + (several ? "" : ", as enforced"))
        }
        if results.isChangedByEnforcement {
            let plain = several ? Palette.plain : Palette.look(0)
            entries.append(
                KeyEntry(
                    sample: .line(plain, isDashed: true, hasPoints: false), text: "had there been no enforcement (counterfactual)"))
        }
        if hasObservations { entries.append(KeyEntry(sample: .observed(.circle), text: "observed, bar from low to high")) }
        if !results.steps.isEmpty { entries.append(KeyEntry(sample: .step, text: "step taken")) }
        return entries
    }

    /// The ends of the curves in a sentence a pair.
    private static func description(_ results: ResultsCurves, _ markets: ArraySlice<String>) -> String {
        "Curves from \(FigureNotes.period(results.days)). "
            + results.pairs.filter { markets.contains($0.market) }.map { pair in
                let (first, last) = (pair.active.first ?? 0, pair.active.last ?? 0)
                return "\(results.label(service: pair.service)) in \(results.label(market: pair.market)): "
                    + "\(SummaryText.inWords(first)) active users at start, \(SummaryText.inWords(last)) at the end, "
                    + "\(SummaryText.inWords(pair.counterfactual.last ?? 0)) had there been no enforcement."
            }.joined(separator: " ")
    }
}
