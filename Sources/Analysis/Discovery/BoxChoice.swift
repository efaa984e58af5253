/// Which box of a trajectory is shown first.
///
/// Of the boxes whose density reaches the threshold that which covers most cases, of equals the denser, then the earlier; where none
/// reaches it the densest, of equals that which covers more.
public struct BoxChoice: Sendable, Equatable {
    /// Its place in the trajectory.
    public let step: Int
    /// Whether its density is the threshold or more.
    public let reachesThreshold: Bool

    /// A choice that was read from results.
    public init(step: Int, reachesThreshold: Bool) { (self.step, self.reachesThreshold) = (step, reachesThreshold) }

    /// - Parameters:
    ///   - boxes: the trajectory, at least one.
    ///   - threshold: the density that is enough.
    public init(_ boxes: [DiscoveryBox], threshold: Double) {
        let dense = boxes.indices.filter { boxes[$0].density >= threshold }
        reachesThreshold = !dense.isEmpty
        func rank(_ i: Int) -> (Double, Double) {
            dense.isEmpty ? (boxes[i].density, boxes[i].coverage) : (boxes[i].coverage, boxes[i].density)
        }
        step = (dense.isEmpty ? Array(boxes.indices) : dense).reduce(dense.first ?? 0) { rank($1) > rank($0) ? $1 : $0 }
    }
}
