/// Gamma.
struct Gamma: UnboundedFamily {
    static let name = "gamma"
    static let about = "Gamma"
    static let keys: [Parameter] = [
        .ofDistribution("shape", "`shape` of the distribution", in: "1"), .ofDistribution("scale", "`scale` of the distribution"),
    ]
    let shape: Double
    let scale: Double

    init(_ numbers: [Double]) { (shape, scale) = (numbers[0], numbers[1]) }

    var support: NumberRange { .positive }
    var standard: StandardDistribution { .gamma(shape: shape) }
    func standardized(_ x: Double) -> Double { max(x, 0) / scale }
    func destandardized(_ z: Double) -> Double { scale * z }
}
