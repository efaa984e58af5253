/// Places for the labels of steps above a panel, in tiers, so that no label covers another or is crossed by another's line.
///
/// A label stands to the right of its step's line, which reaches up to it. Those that lie in its way are later and stand in
/// lower tiers, where their lines end: a staircase that falls to the right.
struct StepTiers {
    struct Place: Equatable {
        let text: String
        /// Of the step's line. Unit: pixels.
        let x: Double
        /// From 0 at the bottom.
        let tier: Int
        /// Whether the label stands to the left of the line, because the picture ends at the right.
        let isFlipped: Bool
    }
    /// In the order of the steps.
    let places: [Place]
    var count: Int { (places.map(\.tier).max() ?? -1) + 1 }

    /// - Parameters:
    ///   - steps: in time order.
    ///   - x: the place of a day.
    ///   - limit: where the picture ends at the right.
    init(_ steps: [StepLabel], size: Double, limit: Double, x: (Int) -> Double) {
        let gap = 6.0
        var placed: [Place] = []
        var flipped: [Place] = []
        for step in steps.reversed() {
            let at = x(step.day)
            // A long text is cut where half the picture lies to the right of its line; else there is more room to the left.
            let room = max(limit - at, at) - 2 * gap
            let text = TextWidth.cut(step.text, to: room, size: size)
            let width = TextWidth.of(text, size: size) + 2 * gap
            if at + width > limit {
                flipped.insert(Place(text: text, x: at, tier: 0, isFlipped: true), at: 0)
            } else {
                let inTheWay = placed.filter { at...at + width ~= $0.x }
                let tier = (inTheWay.map(\.tier).max() ?? -1) + 1
                placed.insert(Place(text: text, x: at, tier: tier, isFlipped: false), at: 0)
            }
        }
        // Those at the right end stand above all others, the last on top.
        let lowest = flipped.isEmpty ? 0 : (placed.map(\.tier).max() ?? -1) + 1
        places =
            placed
            + flipped.enumerated().map { Place(text: $1.text, x: $1.x, tier: lowest + $0, isFlipped: true) }
    }
}
