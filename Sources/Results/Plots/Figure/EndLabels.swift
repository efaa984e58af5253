/// Heights for the labels at the curves' right ends, pushed apart so that they can be read.
enum EndLabels {
    /// Heights in the order of `wanted`, at least `distance` apart and between 0 and `height`; nil where they don't fit.
    static func spread(_ wanted: [Double], distance: Double, height: Double) -> [Double]? {
        guard Double(wanted.count - 1) * distance <= height else { return nil }
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var heights = wanted
        var floor = 0.0
        for i in order {
            heights[i] = max(wanted[i], floor)
            floor = heights[i] + distance
        }
        // What was pushed beyond the top comes down again, and pushes those below it.
        var ceiling = height
        for i in order.reversed() {
            heights[i] = min(heights[i], ceiling)
            ceiling = heights[i] - distance
        }
        return heights
    }
}
