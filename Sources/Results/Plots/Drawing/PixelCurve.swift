/// A place in a picture. Unit: pixels from the left and from the top.
struct Place: Equatable {
    let x: Double
    let y: Double
}

/// A curve without the points that nobody could see: thousands of days become the few that its shape takes.
enum PixelCurve {
    /// How far what is drawn may lie above or below what was left out. Unit: pixels.
    static let tolerance = 0.05
    /// Days nearer to each other than this are drawn as one, with their extremes. Unit: pixels.
    private static let column = 0.25

    /// The points to be drawn, the first and the last among them, in one pass over them all.
    ///
    /// - Parameter points: from left to right, none above another.
    static func simplified(_ points: [Place]) -> [Place] {
        let points = extremes(points)
        guard points.count > 2 else { return points }
        var kept = [points[0]]
        var (from, last) = (points[0], points[0])
        // A line from the last point kept has to pass within the tolerance of all since: its slope lies between these.
        var (least, most) = (-Double.infinity, Double.infinity)
        for point in points.dropFirst() {
            let slope = (point.y - from.y) / (point.x - from.x)
            if slope < least || slope > most {
                kept.append(last)
                from = last
                (least, most) = (-.infinity, .infinity)
            }
            let (length, rise) = (point.x - from.x, point.y - from.y)
            least = max(least, (rise - tolerance) / length)
            most = min(most, (rise + tolerance) / length)
            last = point
        }
        return kept + [last]
    }

    /// Of the points of each column of pixels the first, the lowest, the highest and the last.
    private static func extremes(_ points: [Place]) -> [Place] {
        var kept: [Place] = []
        var start = 0
        while start < points.count {
            var end = start + 1
            while end < points.count, points[end].x - points[start].x < column { end += 1 }
            if end - start <= 4 {
                kept += points[start..<end]
            } else {
                let lowest = (start..<end).min { points[$0].y < points[$1].y } ?? start
                let highest = (start..<end).max { points[$0].y < points[$1].y } ?? start
                kept += Set([start, lowest, highest, end - 1]).sorted().map { points[$0] }
            }
            start = end
        }
        return kept
    }
}
