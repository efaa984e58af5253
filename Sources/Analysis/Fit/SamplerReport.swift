/// Whether a sampler's draws can be taken for draws of the posterior.
public struct SamplerReport: Sendable, Equatable {
    /// One for each parameter.
    public let splitRHat: [Double]
    /// How many independent draws the chains are worth, for each parameter.
    public let effectiveSampleSize: [Double]
    /// Unit: steps.
    public let autocorrelationTime: [Double]
    /// The share of proposals taken.
    public let acceptance: Double
    /// How many chains there are.
    public let walkers: Int
    /// Of each walker, after what is dropped.
    public let steps: Int

    /// Vehtari et al., Rank-normalization, folding, and localization, Bayesian Analysis 16 (2021).
    static let largestRHat = 1.01
    /// The fewest effective draws that are taken for enough, after the same authors.
    static let leastSampleSize = 400.0
    /// An autocorrelation time is itself known only from chains many times as long (Foreman-Mackey et al., emcee, 2013).
    static let leastTimes = 50.0

    init(_ chains: WalkerChains, parameters: Int) {
        walkers = chains.chains.count
        steps = chains.chains[0].count
        acceptance = chains.acceptance
        splitRHat = (0..<parameters).map(chains.splitRHat)
        autocorrelationTime = (0..<parameters).map(chains.autocorrelationTime)
        let all = Double(walkers * steps)
        effectiveSampleSize = autocorrelationTime.map { all / $0 }
    }

    /// What stands against convergence, each in a clause; nothing where the chains have converged.
    public var doubts: [String] {
        var doubts: [String] = []
        if let worst = splitRHat.max(by: { !($0 >= $1) }), !(worst <= Self.largestRHat) {
            doubts.append("R-hat is \(Self.text(worst, 4)), and at most \(Self.largestRHat) is asked for")
        }
        if let least = effectiveSampleSize.min(), !(least >= Self.leastSampleSize) {
            doubts.append("the effective sample size is \(Int(least)), and \(Int(Self.leastSampleSize)) or more is asked for")
        }
        if let longest = autocorrelationTime.max(), !(Double(steps) >= Self.leastTimes * longest) {
            let times = Self.text(Double(steps) / longest, 1)
            doubts.append("\(steps) steps are \(times) autocorrelation times, and \(Int(Self.leastTimes)) or more are asked for")
        }
        return doubts
    }

    /// Whether nothing stands against convergence.
    public var isConverged: Bool { doubts.isEmpty }

    private static func text(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
