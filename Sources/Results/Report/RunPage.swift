internal import ScenarioFormat

/// The page about one run.
enum RunPage {
    static func html(_ results: ResultsCurves) throws -> String {
        let title = results.folder.title
        var page = HTMLPage(title: title, lead: [results.folder.scenario["note"]?.text ?? ""])
        page.section("In short", try inShort(results))
        page.section("Pictures", HTMLParts.pictures(Picture.all(results)))
        page.section("The scenario in words", ScenarioWords(results: results).html)
        page.section("What was done, and when", events(results))
        page.section("What was observed", ObservationSection.html(results))
        page.section("Assumptions and their sources", RunSections.assumptions(results.folder))
        page.section("What the counterfactual is", RunSections.counterfactual)
        page.section("Provenance", HTMLParts.terms(RunSections.provenance(results)))
        return page.html
    }

    private static func inShort(_ results: ResultsCurves) throws(InputFailure) -> String {
        let measures = try KeyFigures.measures(results)
        var names: [String] = []
        for measure in measures where !names.contains(measure.name) { names.append(measure.name) }
        var rows: [[String]] = []
        for name in names {
            let cells = results.pairs.map { pair in
                measures.first { $0.name == name && $0.market == pair.market && $0.service == pair.service }
            }
            guard let first = cells.compactMap({ $0 }).first, !KeyFigures.isEmpty(cells) else { continue }
            rows.append([first.inWords] + cells.map { $0?.text ?? "–" })
        }
        let header = ["Measure"] + results.pairs.map { "\(results.label(service: $0.service)), \(results.label(market: $0.market))" }
        return "<p class=\"answer\">\(HTMLText.escaped(try KeyFigures.sentence(results)))</p>\n"
            + HTMLParts.table("Key figures", header: header, rows, numbers: 1..<header.count)
            + "<p class=\"fine\">\(HTMLText.escaped(KeyFigures.note))</p>\n"
    }

    private static func events(_ results: ResultsCurves) -> String {
        if results.steps.isEmpty { return HTMLParts.paragraph("Nothing: no step was taken up to the end.") }
        return HTMLParts.table(
            "Steps and answers in the order taken", header: RunSections.eventHeader, RunSections.events(results), numbers: 5..<6,
            style: "events") + RunSections.cancelled(results).map { HTMLParts.paragraph($0) }.joined()
    }
}
