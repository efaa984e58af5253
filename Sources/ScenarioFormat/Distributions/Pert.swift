internal import Numerics

/// A beta distribution by its ends and mode, with shape parameters 1 + 4 (mode − a)/(b − a) and 1 + 4 (b − mode)/(b − a).
struct Pert: PointFamily {
    static let name = "pert"
    static let about = "A beta distribution from a to b, likeliest at the mode (Malcolm et al. 1959)"
    static let points = ["a", "mode", "b"]
    let lower: Double
    let mode: Double
    let upper: Double

    init(_ points: [Double]) { (lower, mode, upper) = (points[0], points[1], points[2]) }

    var support: NumberRange { .closed(lower, upper) }

    func quantile(_ u: Double) -> Double {
        let width = upper - lower
        return lower + width * CDF.betaInverse(u, alpha: 1 + 4 * (mode - lower) / width, beta: 1 + 4 * (upper - mode) / width)
    }
}
