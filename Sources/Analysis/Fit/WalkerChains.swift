/// What the walkers of an ensemble sampler went through.
struct WalkerChains: Sendable {
    /// By walker, step and dimension.
    let chains: [[[Double]]]
    /// The share of proposals taken.
    let acceptance: Double

    /// Points taken evenly from all chains: step after step, and in each walker after walker.
    func draws(_ count: Int) -> [[Double]] {
        let (walkers, steps) = (chains.count, chains[0].count)
        return (0..<count).map { k in
            let place = Int((Double(k) + 0.5) / Double(count) * Double(walkers * steps))
            return chains[place % walkers][place / walkers]
        }
    }

    /// The ratio of the variance of all halves of chains together to that within them, as a standard deviation: 1 where they agree.
    ///
    /// Source: Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), section 11.4: split R-hat.
    func splitRHat(_ dimension: Int) -> Double {
        let half = chains[0].count / 2
        let halves = chains.flatMap { chain in
            [chain.prefix(half), chain.suffix(half)].map { $0.map { $0[dimension] } }
        }
        let means = halves.map { $0.reduce(0, +) / Double(half) }
        let within = zip(halves, means).reduce(0) { $0 + Self.variance($1.0, mean: $1.1) } / Double(halves.count)
        let between = Self.variance(means, mean: means.reduce(0, +) / Double(means.count))
        return ((Double(half - 1) / Double(half) * within + between) / within).squareRoot()
    }

    /// Steps after which a walker has forgotten where it was: the integrated autocorrelation time of the walkers' common
    /// autocorrelation, summed up to the first lag of five times the sum so far.
    ///
    /// Source: Sokal, Monte Carlo methods in statistical mechanics (1997), for the window.
    func autocorrelationTime(_ dimension: Int) -> Double {
        let steps = chains[0].count
        let mean = chains.reduce(0) { $0 + $1.reduce(0) { $0 + $1[dimension] } } / Double(chains.count * steps)
        let deviations = chains.map { $0.map { $0[dimension] - mean } }
        func covariance(_ lag: Int) -> Double {
            deviations.reduce(0) { sum, chain in
                sum + (0..<steps - lag).reduce(0) { $0 + chain[$1] * chain[$1 + lag] }
            } / Double(chains.count * (steps - lag))
        }
        let variance = covariance(0)
        guard variance > 0 else { return .infinity }
        var time = 1.0
        for lag in 1..<max(2, steps / 2) {
            time += 2 * covariance(lag) / variance
            if Double(lag) >= Self.window * time { break }
        }
        return max(time, 1)
    }

    private static let window = 5.0

    private static func variance(_ values: [Double], mean: Double) -> Double {
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
}
