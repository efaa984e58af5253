/// Exponential.
struct Exponential: UnboundedFamily {
    static let name = "exponential"
    static let about = "Exponential"
    static let keys: [Parameter] = [.ofDistribution("mean", "`mean` of the distribution")]
    let mean: Double

    init(_ numbers: [Double]) { mean = numbers[0] }

    /// Of mean 1: what a hazard's integral must reach.
    static let unit = Exponential([1])

    var support: NumberRange { .positive }
    var standard: StandardDistribution { .exponential }
    func standardized(_ x: Double) -> Double { max(x, 0) / mean }
    func destandardized(_ z: Double) -> Double { mean * z }
}
