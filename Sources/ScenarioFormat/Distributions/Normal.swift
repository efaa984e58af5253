/// Normal.
struct Normal: UnboundedFamily {
    static let name = "normal"
    static let about = "Normal"
    static let keys: [Parameter] = [
        .ofDistribution("mean", "`mean` of the distribution", .any), .ofDistribution("sd", "`sd`, the standard deviation"),
    ]
    let mean: Double
    let sd: Double

    init(_ numbers: [Double]) { (mean, sd) = (numbers[0], numbers[1]) }

    var support: NumberRange { .any }
    var standard: StandardDistribution { .normal }
    func standardized(_ x: Double) -> Double { (x - mean) / sd }
    func destandardized(_ z: Double) -> Double { mean + sd * z }
    /// Without a detour through probabilities, which loses digits in the upper tail.
    func value(atScore score: Double) -> Double { destandardized(score) }
}
