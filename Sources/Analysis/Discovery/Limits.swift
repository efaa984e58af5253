/// The ends of a box, by quantity; nil where free.
struct Limits {
    enum End {
        case low, high

        var opposite: End { self == .low ? .high : .low }
    }
    private var low: [Double?]
    private var high: [Double?]

    init(quantities: Int) { (low, high) = (.init(repeating: nil, count: quantities), .init(repeating: nil, count: quantities)) }

    subscript(_ quantity: Int, _ end: End) -> Double? { end == .low ? low[quantity] : high[quantity] }

    func with(_ quantity: Int, _ end: End, _ limit: Double?) -> Limits {
        var changed = self
        if end == .low { changed.low[quantity] = limit } else { changed.high[quantity] = limit }
        return changed
    }

    /// The quantities of which an end isn't free.
    var restricted: [Int] { low.indices.filter { low[$0] != nil || high[$0] != nil } }
}
