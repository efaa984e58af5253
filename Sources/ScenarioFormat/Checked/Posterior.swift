/// Joint draws of parameters, one row a draw.
public struct Posterior: Sendable, Equatable {
    /// For each column, the index of its parameter in `Scenario.uncertain`.
    public let parameters: [Int]
    /// Each as long as `parameters`; at least one.
    public let rows: [[Double]]

    /// The row that a member's uniform draw names: ⌊u · rows⌋.
    public func row(_ u: Double) -> [Double] { rows[min(Int(u * Double(rows.count)), rows.count - 1)] }

    /// The median of each column; of an even number of rows, the mean of the middle two.
    public var medians: [Double] {
        parameters.indices.map { column in
            let sorted = rows.map { $0[column] }.sorted()
            let middle = sorted.count / 2
            return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        }
    }
}
