internal import Glibc

/// A power of an exponential.
struct Weibull: UnboundedFamily {
    static let name = "weibull"
    static let about = "Weibull"
    static let keys: [Parameter] = [
        .ofDistribution("shape", "`shape` of the distribution", in: "1"), .ofDistribution("scale", "`scale` of the distribution"),
    ]
    let shape: Double
    let scale: Double

    init(_ numbers: [Double]) { (shape, scale) = (numbers[0], numbers[1]) }

    var support: NumberRange { .positive }
    var standard: StandardDistribution { .exponential }
    func standardized(_ x: Double) -> Double { pow(max(x, 0) / scale, shape) }
    func destandardized(_ z: Double) -> Double { scale * pow(z, 1 / shape) }
}
