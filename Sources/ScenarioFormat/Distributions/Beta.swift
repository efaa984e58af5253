internal import Numerics

/// Beta, between 0 and 1.
struct Beta: NamedFamily {
    static let name = "beta"
    static let about = "Beta, between 0 and 1"
    static let keys: [Parameter] = [
        .ofDistribution("alpha", "`alpha`, the first shape parameter", in: "1"),
        .ofDistribution("beta", "`beta`, the second shape parameter", in: "1"),
    ]
    let alpha: Double
    let beta: Double

    init(_ numbers: [Double]) { (alpha, beta) = (numbers[0], numbers[1]) }

    var support: NumberRange { .open(0, 1) }
    func quantile(_ u: Double) -> Double { CDF.betaInverse(u, alpha: alpha, beta: beta) }
}
