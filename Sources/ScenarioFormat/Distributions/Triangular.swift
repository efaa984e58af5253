/// A density of two straight lines.
struct Triangular: PointFamily {
    static let name = "triangular"
    static let about = "Likeliest at the mode, falling in straight lines to a and b"
    static let points = ["a", "mode", "b"]
    let lower: Double
    let mode: Double
    let upper: Double

    init(_ points: [Double]) { (lower, mode, upper) = (points[0], points[1], points[2]) }

    var support: NumberRange { .closed(lower, upper) }

    func quantile(_ u: Double) -> Double {
        let split = (mode - lower) / (upper - lower)
        return u <= split
            ? lower + (u * (upper - lower) * (mode - lower)).squareRoot()
            : upper - ((1 - u) * (upper - lower) * (upper - mode)).squareRoot()
    }
}
