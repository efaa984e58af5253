internal import Analysis

/// The page about draws that lead to an outcome.
enum DiscoveryPage {
    static func html(_ folder: DiscoveryFolder) throws -> String {
        var page = HTMLPage(title: "What leads to \(folder.condition)", lead: [folder.title])
        page.section("In short", inShort(folder))
        page.section("Pictures", HTMLParts.pictures(DiscoveryFigures.pictures(folder)))
        page.section("How the box was found", method.map { HTMLParts.paragraph($0) }.joined() + trajectory(folder))
        page.section("Assumptions and their sources", RunSections.assumptions(folder))
        page.section("Provenance", HTMLParts.terms(StudyProvenance.terms(folder, members: DiscoveryFigures.design(folder))))
        return page.html
    }

    private static func inShort(_ folder: DiscoveryFolder) -> String {
        let why = DiscoveryText.why(folder.boxes, folder.choice, threshold: folder.threshold)
        let rows = folder.bounds.map { bound in
            let isDate = folder.isDate(bound.quantity)
            func words(_ value: Double) -> String { DiscoveryText.words(value, isDate: isDate, folder) }
            return [
                bound.quantity, DiscoveryFigures.words(bound, folder), "\(words(bound.least)) to \(words(bound.largest))",
                [bound.bounds.quasiPLow, bound.bounds.quasiPHigh].compactMap { $0 }.map { DiscoveryText.chance($0) }.joined(
                    separator: ", "),
            ]
        }
        let header = ["Quantity", "Inside the box", "Members drew", "Quasi-p of the ends"]
        return "<p class=\"answer\">\(HTMLText.escaped(why))</p>\n"
            + (rows.isEmpty ? "" : HTMLParts.table("Bounds of the chosen box", header: header, rows, numbers: 1..<4))
            + DiscoveryText.remarks(folder.bounds.map(\.bounds), folder.bounds.map(\.quantity)).map { HTMLParts.paragraph($0) }.joined()
    }

    private static let method = [
        "The patient rule induction method (Friedman and Fisher 1999) takes from all members, peel by peel, the few with the lowest or "
            + "highest values of a quantity: those whose loss raises the share of cases most for each member lost. At the end it gives "
            + "back what costs none of that share.",
        "Coverage is the share of all cases that a box holds, density the share of its members that are cases. A quasi-p value tells how "
            + "likely the box would hold as many cases by chance without that end (Bryant and Lempert 2010). A box tells where cases "
            + "lie; it is no proof that the bounded quantities cause them.",
    ]

    private static func trajectory(_ folder: DiscoveryFolder) -> String {
        let rows = folder.boxes.enumerated().map { step, box in
            [
                "\(step)" + (step == folder.choice.step ? " (chosen)" : ""), box.step.rawValue, SummaryText.percent(box.coverage),
                SummaryText.percent(box.density), SummaryText.percent(box.mass), SummaryText.grouped(Double(box.members)),
            ]
        }
        return HTMLParts.table(
            "Every box on the way; trajectory.csv has their bounds", header: ["Step", "Change", "Coverage", "Density", "Mass", "Members"],
            rows,
            numbers: 2..<6)
    }
}
