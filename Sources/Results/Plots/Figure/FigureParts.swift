/// The parts of a figure of many panels, each a picture of its own: one of them all would fit no page and no screen.
enum FigureParts {
    /// Panels of a part.
    static let mostPanels = 12

    /// A figure for each run of at most `limit` elements, told which part of how many it is: `, part 2 of 5`, or nothing of one.
    static func cut<Element>(
        _ elements: [Element], atMost limit: Int = mostPanels, _ figure: (ArraySlice<Element>, _ part: String) -> Figure
    ) -> [Figure] {
        let starts = stride(from: 0, to: elements.count, by: limit)
        let count = (elements.count + limit - 1) / limit
        return starts.map { start in
            figure(
                elements[start..<min(start + limit, elements.count)], count > 1 ? ", part \(start / limit + 1) of \(count)" : "")
        }
    }
}
