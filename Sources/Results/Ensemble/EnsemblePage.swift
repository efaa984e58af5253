internal import ScenarioFormat

/// The page about an ensemble.
enum EnsemblePage {
    static func html(_ folder: EnsembleResultsFolder) throws -> String {
        let figures = try FanFigure.figures(folder)
        let bands = try SummaryBand.read(membersAt: folder.path + "/members.csv")
        var page = HTMLPage(title: folder.title, lead: [folder.scenario["note"]?.text ?? ""])
        page.section("In short", inShort(figures.map(\.description).joined(separator: " "), bands, folder))
        page.section("Picture", HTMLParts.pictures(Picture.numbered("fan", figures)))
        page.section("What was uncertain", try UncertaintySection.html(folder))
        let statuses = try EnsembleTables.statuses.read(in: folder.path)
        page.section("How far it came", try StatusSection.html(statuses, folder))
        page.section("Assumptions and their sources", RunSections.assumptions(folder))
        page.section("What the counterfactual is", RunSections.counterfactual)
        page.section("Provenance", HTMLParts.terms(StudyProvenance.terms(folder, members: StudyProvenance.members(folder))))
        return page.html
    }

    /// What also begins the page about differences.
    static func inShort(_ answer: String, _ bands: [SummaryBand], _ results: some RecordedResults) -> String {
        "<p class=\"answer\">\(HTMLText.escaped(answer))</p>\n" + SummaryBand.tables(bands, results)
            + "<p class=\"fine\">\(HTMLText.escaped(SummaryBand.note))</p>\n"
    }
}
