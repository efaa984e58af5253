internal import Glibc

/// A normal logarithm.
struct Lognormal: UnboundedFamily {
    static let name = "lognormal"
    static let about = "The logarithm is normal"
    static let keys: [Parameter] = [
        .ofDistribution("median", "`median` of the distribution"),
        .ofDistribution("sigma", "`sigma`, the standard deviation of the logarithm", in: "1"),
    ]
    let median: Double
    let sigma: Double

    init(_ numbers: [Double]) { (median, sigma) = (numbers[0], numbers[1]) }

    var support: NumberRange { .positive }
    var standard: StandardDistribution { .normal }
    func standardized(_ x: Double) -> Double { x > 0 ? log(x / median) / sigma : -.infinity }
    func destandardized(_ z: Double) -> Double { median * exp(sigma * z) }
    /// Without a detour through probabilities, which loses digits in the upper tail.
    func value(atScore score: Double) -> Double { destandardized(score) }
}
