/// The distributions that a file may name, with the form of what stands under the name.
enum DistributionName: String, CaseIterable {
    case uniform, triangular, pert, normal, lognormal, beta, gamma, exponential, weibull, discrete

    /// What its list of rising numbers or dates holds; nil where an object stands under the name.
    var points: [String]? {
        switch self {
        case .uniform: ["a", "b"]
        case .triangular, .pert: ["a", "mode", "b"]
        default: nil
        }
    }

    /// The keys of the object that stands under the name; none where it has lists.
    var parameters: [NumberKey] {
        func key(_ name: String, _ range: NumberRange, in unit: String = "as the key", _ about: String) -> NumberKey {
            NumberKey(name, range, .required, in: unit, about)
        }
        return switch self {
        case .normal: [key("mean", .any, "`mean` of the distribution"), key("sd", .positive, "`sd`, the standard deviation")]
        case .lognormal:
            [
                key("median", .positive, "`median` of the distribution"),
                key("sigma", .positive, in: "1", "`sigma`, the standard deviation of the logarithm"),
            ]
        case .beta:
            [
                key("alpha", .positive, in: "1", "`alpha`, the first shape parameter"),
                key("beta", .positive, in: "1", "`beta`, the second shape parameter"),
            ]
        case .gamma, .weibull:
            [key("shape", .positive, in: "1", "`shape` of the distribution"), key("scale", .positive, "`scale` of the distribution")]
        case .exponential: [key("mean", .positive, "`mean` of the distribution")]
        case .uniform, .triangular, .pert, .discrete: []
        }
    }

    /// Whether its support is bounded on both sides, so that `min` and `max` have no place.
    var isBounded: Bool {
        switch self {
        case .uniform, .triangular, .pert, .beta, .discrete: true
        case .normal, .lognormal, .gamma, .exponential, .weibull: false
        }
    }

    /// Whether it can be one of dates.
    var hasDates: Bool { points != nil || self == .discrete }

    /// What it is, for the schema.
    var about: String {
        switch self {
        case .uniform: "Every value from a to b is as likely"
        case .triangular: "Likeliest at the mode, falling in straight lines to a and b"
        case .pert: "A beta distribution from a to b, likeliest at the mode (Malcolm et al. 1959)"
        case .normal: "Normal"
        case .lognormal: "The logarithm is normal"
        case .beta: "Beta, between 0 and 1"
        case .gamma: "Gamma"
        case .exponential: "Exponential"
        case .weibull: "Weibull"
        case .discrete: "One of the values, each as likely as its share of the weights"
        }
    }
}
