/// Where a curve's points stand: evenly in time, and in other places than those of the curves of other shapes.
enum PointPlaces {
    private static let count = 7

    /// Day and value of each point.
    static func along(_ line: Line, of days: ClosedRange<Int>) -> [(day: Int, value: Double)] {
        let shift = PointShape.allCases.firstIndex(of: line.look.shape) ?? 0
        let length = Double(days.upperBound - days.lowerBound)
        var rest = line.values[...]
        var points: [(day: Int, value: Double)] = []
        for k in 0..<count {
            let share = (Double(k) + (Double(shift) + 0.5) / Double(PointShape.allCases.count)) / Double(count)
            let wanted = days.lowerBound + Int(share * length)
            rest = rest.drop { $0.day < wanted }
            guard let next = rest.first else { break }
            points.append(next)
            rest = rest.dropFirst()
        }
        return points
    }
}
