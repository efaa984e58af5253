internal import Analysis

/// The page about what a measure is sensitive to.
enum SensitivityPage {
    static func html(_ folder: SensitivityFolder) throws -> String {
        let sentences = SensitivityText.sentences(folder.measure, folder.quantities, unit: folder.unit)
        var page = HTMLPage(title: "What \(folder.measure) is sensitive to", lead: [folder.title])
        page.section("In short", sentences.map { HTMLParts.paragraph($0) }.joined())
        page.section("Picture", HTMLParts.pictures(SensitivityFigure.pictures(folder)))
        page.section("Indices", table(folder))
        page.section("How to read them", (folder.method == .sobol ? variance : effects).map { HTMLParts.paragraph($0) }.joined())
        page.section("How sure they are", sureness(folder))
        page.section("Assumptions and their sources", RunSections.assumptions(folder))
        page.section("Provenance", HTMLParts.terms(StudyProvenance.terms(folder, members: folder.design)))
        return page.html
    }

    private static func table(_ folder: SensitivityFolder) -> String {
        let kinds = folder.quantities.first?.indices.map(\.kind) ?? []
        let rows = SensitivityText.ranked(folder.quantities).map { quantity in
            [quantity.quantity]
                + quantity.indices.flatMap {
                    [SensitivityText.number($0.value), "\(SensitivityText.number($0.low)) to \(SensitivityText.number($0.high))"]
                }
        }
        let header = ["Quantity"] + kinds.flatMap { [$0.rawValue.replacing("_", with: " "), "95 % interval"] }
        return HTMLParts.table("Indices with their intervals", header: header, rows, numbers: 1..<header.count)
    }

    private static let variance = [
        "The first-order index of a quantity is the share of the measure's variance that would go if that quantity alone became known. "
            + "The total index is the share that would stay if all others became known: it holds the quantity's interactions too. "
            + "A quantity whose total index is near 0 can be fixed without changing the outcome's spread.",
        "First-order indices add up to 1 at most, less where quantities act together; total indices add up to 1 at least. "
            + "Estimates come from a sample: those of an index near 0 fall on either side of it, so they can be negative.",
        "First order by Saltelli et al. (2010), total by Jansen (1999), intervals from a bootstrap of the base samples.",
    ]
    private static let effects = [
        "An effect is the change of the measure as one quantity moves by half of its probability, told for the whole of it. mu is the mean "
            + "of a quantity's effects from many places, mu* the mean of their sizes, sigma their spread.",
        "Quantities are ranked by mu*. A sigma that is large beside mu* tells that the effect depends on the other quantities or is "
            + "curved; a mu that is small beside mu* that the effect has either sign.",
        "Effects by Morris (1991), mu* by Campolongo, Cariboni and Saltelli (2007), intervals from a bootstrap of the trajectories.",
    ]

    private static func sureness(_ folder: SensitivityFolder) -> String {
        let advice = SensitivityAdvice(folder.quantities)
        let warning = SensitivityText.warning(
            advice, samples: max(1, folder.samples), method: folder.method, quantities: folder.quantities.count)
        guard let warning else { return HTMLParts.paragraph("Every interval is narrower than its index.") }
        return HTMLParts.paragraph(warning.prefix(1).uppercased() + warning.dropFirst() + ".")
    }
}
