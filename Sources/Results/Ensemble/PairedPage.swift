internal import ScenarioFormat

/// The page about two scenarios over the same draws.
enum PairedPage {
    static func html(_ folder: PairedResultsFolder) throws -> String {
        let figures = try FanFigure.figures(folder)
        var page = HTMLPage(
            title: "\(folder.name) against \(folder.baselineName)",
            lead: [
                "Each member is run in both scenarios with the same draws. What is told is the value in \(folder.name) less that in "
                    + "\(folder.baselineName), member by member; what is uncertain in both alike cancels out."
            ])
        page.section("What is compared", scenarios(folder))
        let answer = figures.map(\.description).joined(separator: " ")
        page.section("In short", EnsemblePage.inShort(answer, try SummaryBand.read(folder.summary), folder))
        page.section("Picture", HTMLParts.pictures(Picture.numbered("fan", figures)))
        page.section(
            "What differs between the scenarios",
            ComparisonPage.differences([(folder.baselineName, folder.baseline), (folder.name, folder.scenario)]))
        page.section("What was uncertain", try UncertaintySection.html(folder))
        page.section("Provenance", HTMLParts.terms(StudyProvenance.terms(folder, members: StudyProvenance.members(folder))))
        return page.html
    }

    private static func scenarios(_ folder: PairedResultsFolder) -> String {
        [(folder.baselineName, folder.baseline), (folder.name, folder.scenario)].map { name, scenario in
            "<h3>\(HTMLText.escaped(name)): \(HTMLText.escaped(scenario["title"]?.text ?? name))</h3>\n"
                + (scenario["note"]?.text.map { HTMLParts.paragraph($0) } ?? "")
        }.joined()
    }
}
