internal import Glibc

/// The rate of a step's hazard in one member's numbers: λ (A/R)^η.
struct HazardFlow: Sendable {
    let pairs: [Int]
    /// λ. Unit: 1/day.
    let perDay: Double
    /// R, in people; nil for a constant hazard.
    let usersReference: Double?
    /// η.
    let usersExponent: Double

    /// Unit: 1/day.
    func rate(users: Double) -> Double {
        guard let usersReference else { return perDay }
        return perDay * pow(max(0, users) / usersReference, usersExponent)
    }
}

/// A hazard as the flows see it, one in each lane; 0 in lanes where it isn't under way.
struct HazardForm<Value: Lanes>: Sendable {
    let pairs: [Int]
    private var perDay = Value.allZero
    /// Nil for a constant hazard.
    private var usersReference: Value?
    private var usersExponent = Value.allOne

    init(_ flow: HazardFlow) {
        pairs = flow.pairs
        usersReference = flow.usersReference == nil ? nil : .allOne
    }

    /// - Parameter flow: nil where the hazard isn't under way.
    mutating func load(lane: Int, _ flow: HazardFlow?) {
        perDay[lane: lane] = flow?.perDay ?? 0
        guard let flow, let reference = flow.usersReference else { return }
        usersReference?[lane: lane] = reference
        usersExponent[lane: lane] = flow.usersExponent
    }

    /// Unit: 1/day.
    @inline(__always)
    func rate(users: Value) -> Value {
        guard let usersReference else { return perDay }
        return perDay * (users.atLeastZero / usersReference).combined(with: usersExponent) { $1 == 1 ? $0 : pow($0, $1) }
    }
}
