/// A curve in one line of block characters, from 0 to its highest value.
struct Sparkline {
    private static let width = 40
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    private let days: Int
    private var values: [Double] = []

    /// - Parameter days: from the first to the last day of the curve.
    init(days: Int) { self.days = days }

    mutating func observe(_ value: Double, day: Int) {
        let columns = min(Self.width, days + 1)
        if day * (columns - 1) >= values.count * days, values.count < columns { values.append(value) }
    }

    var text: String {
        let highest = values.max() ?? 0
        return String(
            values.map { value in
                let level = highest > 0 ? Int(value / highest * Double(Self.blocks.count)) : 0
                return Self.blocks[min(max(level, 0), Self.blocks.count - 1)]
            })
    }
}
