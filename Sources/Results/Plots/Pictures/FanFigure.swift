internal import ScenarioFormat

/// Active users over an ensemble, or their differences between two scenarios: the median with bands of half and of nine tenths of the
/// members, a panel a pair.
enum FanFigure {
    /// What is shown.
    enum Subject: Equatable {
        case users
        /// The second scenario less the first, which is named.
        case differences(from: String)
    }

    private static let wide = Fill(colour: Palette.wideBand)
    private static let narrow = Fill(colour: Palette.narrowBand)

    /// Those of an ensemble.
    static func figures(_ folder: EnsembleResultsFolder) throws(InputFailure) -> [Figure] {
        figures(
            folder, try BandCurves.read(folder.quantiles, statuses: EnsembleTables.statuses.read(in: folder.path)), of: .users)
    }

    /// Those of an ensemble's differences.
    static func figures(_ folder: PairedResultsFolder) throws(InputFailure) -> [Figure] {
        figures(folder, try BandCurves.read(folder.differences), of: .differences(from: folder.baselineName))
    }

    private static func figures(_ folder: some RecordedResults, _ curves: [BandCurves], of subject: Subject) -> [Figure] {
        FigureParts.cut(curves) { figure(folder, $0, of: subject, part: $1) }
    }

    private static func figure(
        _ folder: some RecordedResults, _ curves: ArraySlice<BandCurves>, of subject: Subject, part: String
    ) -> Figure {
        let days = curves.flatMap { [$0.days.first, $0.days.last].compactMap { $0 } }
        let members = SummaryText.grouped(folder.record["members"]?.numberValue ?? 0)
        var title = folder.title
        var heading = "Active users over \(members) members"
        var alone: [KeyEntry] = []
        switch subject {
        case .users:
            alone = [
                KeyEntry(sample: .line(Palette.look(0), isDashed: true, hasPoints: false), text: "median, had there been no enforcement")
            ]
        case .differences(let baseline):
            title = "\(folder.name) against \(baseline)"
            heading = "Active users in \(folder.name) less those in \(baseline), over \(members) members"
        }
        let panels = curves.map { panel($0, folder, subject) }
        if panels.contains(where: { !$0.steps.isEmpty }) { alone.append(KeyEntry(sample: .step, text: "step on its date")) }
        return Figure(
            title: title, heading: heading + part, panels: panels,
            key: [
                KeyEntry(sample: .line(Palette.look(0), isDashed: false, hasPoints: false), text: "median"),
                KeyEntry(sample: .fill(narrow), text: "half of the members (25 to 75 %)"),
                KeyEntry(sample: .fill(wide), text: "nine in ten (5 to 95 %)"),
            ] + alone,
            notes: [FigureNotes.source(folder, draws: StudyProvenance.members(folder))], description: description(curves, folder, subject),
            days: (days.min() ?? 0)...(days.max() ?? 0))
    }

    private static func panel(_ pair: BandCurves, _ folder: some RecordedResults, _ subject: Subject) -> Panel {
        let look = Palette.look(0)
        let unit = subject == .users ? "people active within 30 days" : "people active within 30 days, more or fewer"
        var panel = Panel(heading: name(pair, folder), unit: unit)
        if subject == .users, let first = pair.days.first, let last = pair.days.last {
            panel.shades = pair.closures
            panel.steps = FigureNotes.scheduledSteps(market: pair.market, service: pair.service, folder, first...last)
        }
        for (fill, low, high) in [(wide, 0, 4), (narrow, 1, 3)] {
            panel.bands.append(
                Band(
                    values: pair.days.indices.map { (pair.days[$0], pair.quantiles[low][$0], pair.quantiles[high][$0]) }, fill: fill,
                    hasEdge: false))
        }
        if subject == .users, pair.counterfactual.count == pair.days.count {
            panel.lines.append(Line(values: zip(pair.days, pair.counterfactual).map { ($0, $1) }, look: look, isDashed: true))
            let last = pair.counterfactual.last ?? 0
            panel.ends.append(CurveEnd(value: last, text: "\(SummaryText.short(last)) no enforcement"))
        }
        panel.lines.append(Line(values: zip(pair.days, pair.quantiles[2]).map { ($0, $1) }, look: look))
        for (quantile, name) in [(2, "median"), (0, "5 %"), (4, "95 %")] {
            let last = pair.quantiles[quantile].last ?? 0
            panel.ends.append(CurveEnd(value: last, text: "\(SummaryText.short(last)) \(name)"))
        }
        return panel
    }

    private static func name(_ pair: BandCurves, _ folder: some RecordedResults) -> String {
        "\(folder.label(service: pair.service)) in \(folder.label(market: pair.market))"
    }

    private static func description(_ curves: ArraySlice<BandCurves>, _ folder: some RecordedResults, _ subject: Subject) -> String {
        curves.map { pair in
            let ends = pair.quantiles.map { SummaryText.inWords($0.last ?? 0) }
            let median = subject == .users ? "\(ends[2]) active users at the end" : "active users at the end differ by \(ends[2])"
            return "\(name(pair, folder)): \(median) in the median, \(ends[0]) to \(ends[4]) for nine members in ten."
        }.joined(separator: " ")
    }
}
