internal import ScenarioFormat

/// The page that compares several runs.
enum ComparisonPage {
    static func html(_ runs: [ReportedRun]) throws -> String {
        var page = HTMLPage(title: "\(runs.count) runs compared: \(runs.map(\.label).joined(separator: ", "))", lead: [])
        page.section("What is compared", try questions(runs))
        page.section("Key figures side by side", try keyFigures(runs))
        page.section("Curves", HTMLParts.pictures(Picture.numbered("comparison", ComparisonFigure.figures(runs))))
        page.section("What differs between the scenarios", differences(runs.map { ($0.label, $0.results.folder.scenario) }))
        page.section("What was done, and when", events(runs))
        page.section("What the counterfactual is", RunSections.counterfactual)
        page.section("Provenance", provenance(runs))
        return page.html
    }

    private static func questions(_ runs: [ReportedRun]) throws(InputFailure) -> String {
        try runs.map { run throws(InputFailure) in
            "<h3>\(HTMLText.escaped(run.label)): \(HTMLText.escaped(run.results.folder.title))</h3>\n"
                + (run.results.folder.scenario["note"]?.text.map { HTMLParts.paragraph($0) } ?? "")
                + HTMLParts.paragraph(try KeyFigures.sentence(run.results))
        }.joined()
    }

    /// A table for each pair: measures down, runs across.
    private static func keyFigures(_ runs: [ReportedRun]) throws(InputFailure) -> String {
        let measures = try runs.map { run throws(InputFailure) in try KeyFigures.measures(run.results) }
        var html = ""
        for pair in ComparisonFigure.pairs(runs) {
            let mine = measures.map { $0.filter { $0.market == pair.market && $0.service == pair.service } }
            let names = mine.max { $0.count < $1.count }?.map(\.name) ?? []
            let rows = names.compactMap { name -> [String]? in
                let cells = mine.map { run in run.first { $0.name == name } }
                guard let first = cells.compactMap({ $0 }).first, !KeyFigures.isEmpty(cells) else { return nil }
                return [first.inWords] + cells.map { $0?.text ?? "not in this run" }
            }
            html += HTMLParts.table(
                ComparisonFigure.label(pair.market, pair.service, runs), header: ["Measure"] + runs.map(\.label), rows,
                numbers: 1..<runs.count + 1)
        }
        return html + "<p class=\"fine\">\(HTMLText.escaped(KeyFigures.note))</p>\n"
    }

    /// A table of the values that aren't the same in all scenarios.
    static func differences(_ runs: [(label: String, scenario: JSONText)]) -> String {
        let scenarios = runs.map { Assumption.all($0.scenario) }
        var paths: [[String]] = []
        var seen: Set<[String]> = []
        for assumption in scenarios.joined() where seen.insert(assumption.path).inserted { paths.append(assumption.path) }
        let values = scenarios.map { Dictionary($0.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first }) }
        let rows = paths.compactMap { path -> [String]? in
            let cells = values.map { $0[path] ?? "not there" }
            return Set(cells).count > 1 ? [path.joined(separator: " / ")] + cells : nil
        }
        if rows.isEmpty { return HTMLParts.paragraph("Nothing: the scenarios hold the same values.") }
        return HTMLParts.table("Values that aren't the same in all runs", header: ["What"] + runs.map(\.label), rows)
    }

    private static func events(_ runs: [ReportedRun]) -> String {
        let rows = runs.flatMap { run in RunSections.events(run.results).map { [run.label] + $0 } }
        if rows.isEmpty { return HTMLParts.paragraph("Nothing: no step was taken up to the end.") }
        return HTMLParts.table(
            "Steps and answers in the order taken", header: ["Run"] + RunSections.eventHeader, rows, numbers: 6..<7,
            style: "events dated")
            + runs.flatMap { run in RunSections.cancelled(run.results).map { HTMLParts.paragraph("\(run.label): \($0)") } }.joined()
    }

    private static func provenance(_ runs: [ReportedRun]) -> String {
        runs.map { "<h3>\(HTMLText.escaped($0.label))</h3>\n" + HTMLParts.terms(RunSections.provenance($0.results)) }.joined()
    }
}
