/// Every value between two as likely.
struct Uniform: PointFamily {
    static let name = "uniform"
    static let about = "Every value from a to b is as likely"
    static let points = ["a", "b"]
    let lower: Double
    let upper: Double

    init(_ points: [Double]) { (lower, upper) = (points[0], points[1]) }

    /// From 0 to 1: the draw behind a probability.
    static let unit = Uniform([0, 1])

    var support: NumberRange { .closed(lower, upper) }
    func quantile(_ u: Double) -> Double { lower + u * (upper - lower) }
}
