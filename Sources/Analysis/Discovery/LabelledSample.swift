/// Members by what they drew, each a case of interest or not.
public struct LabelledSample: Sendable {
    /// By quantity and member.
    private let values: [[Double]]
    private let isCase: [Bool]
    /// The members by rising value, by quantity.
    private let order: [[Int]]
    /// How many members are cases.
    public let cases: Int

    /// - Parameters:
    ///   - values: by quantity and member.
    ///   - isCase: by member; at least one is.
    public init(values: [[Double]], isCase: [Bool]) {
        (self.values, self.isCase) = (values, isCase)
        cases = isCase.count { $0 }
        order = values.map { column in column.indices.sorted { (column[$0], $0) < (column[$1], $1) } }
    }

    /// How many members there are.
    public var members: Int { isCase.count }
    var quantities: Int { values.count }

    /// The least and the largest value of a quantity.
    public func range(_ quantity: Int) -> (low: Double, high: Double) {
        let order = order[quantity]
        return (values[quantity][order[0]], values[quantity][order[order.count - 1]])
    }

    /// Whether no member lies beyond a value at an end.
    func isExtreme(_ value: Double, _ quantity: Int, _ end: Limits.End) -> Bool {
        let range = range(quantity)
        return end == .low ? value <= range.low : value >= range.high
    }

    struct Count {
        let members: Int
        let cases: Int

        /// 0 of an empty box.
        var density: Double { members > 0 ? Double(cases) / Double(members) : 0 }
    }

    /// Whether each member is inside.
    func inside(_ limits: Limits) -> [Bool] {
        var inside = [Bool](repeating: true, count: members)
        for quantity in limits.restricted {
            let (low, high) = (limits[quantity, .low] ?? -.infinity, limits[quantity, .high] ?? .infinity)
            for (member, value) in values[quantity].enumerated() where !(value >= low && value <= high) { inside[member] = false }
        }
        return inside
    }

    func count(_ inside: [Bool]) -> Count {
        var (members, cases) = (0, 0)
        for (member, isInside) in inside.enumerated() where isInside {
            members += 1
            if isCase[member] { cases += 1 }
        }
        return Count(members: members, cases: cases)
    }

    func count(in limits: Limits) -> Count { count(inside(limits)) }

    /// The members inside, by rising value of a quantity.
    func ordered(by quantity: Int, _ inside: [Bool]) -> [Int] { order[quantity].filter { inside[$0] } }

    /// The values of a quantity, of those members.
    func values(of quantity: Int, _ members: [Int]) -> [Double] { members.map { values[quantity][$0] } }

    /// How many of the members, given by rising value, are left by a peel.
    func count(of quantity: Int, _ ordered: [Int], notBeyond limit: Double, _ end: Limits.End) -> Count {
        var (members, cases) = (0, 0)
        for member in ordered where end == .low ? values[quantity][member] >= limit : values[quantity][member] <= limit {
            members += 1
            if isCase[member] { cases += 1 }
        }
        return Count(members: members, cases: cases)
    }
}
