/// Where a curve's points stand: evenly in time, and in other places than those of the curves of other shapes.
enum PointPlaces {
    private static let count = 7

    /// Day and value of each point.
    static func along(_ line: Line, of days: ClosedRange<Int>) -> [[Double]] {
        let shift = Palette.shapes.firstIndex { $0.open == line.look.openPoint } ?? 0
        let length = Double(days.upperBound - days.lowerBound)
        var rest = line.values[...]
        var points: [[Double]] = []
        for k in 0..<count {
            let share = (Double(k) + (Double(shift) + 0.5) / Double(Palette.shapes.count)) / Double(count)
            let wanted = days.lowerBound + Int(share * length)
            rest = rest.drop { $0.day < wanted }
            guard let next = rest.first else { break }
            points.append([Double(next.day), next.value])
            rest = rest.dropFirst()
        }
        return points
    }
}
