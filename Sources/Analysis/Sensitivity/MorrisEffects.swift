/// What elementary effects amount to.
///
/// μ and σ by Morris (1991); μ* by Campolongo, Cariboni and Saltelli (2007).
enum MorrisEffects {
    /// Mean, mean size and standard deviation (with M − 1) of each quantity's effects.
    ///
    /// - Parameters:
    ///   - effects: by quantity and trajectory.
    ///   - weights: of the trajectories; they add up to their number M.
    static func estimates(_ effects: [[Double]], _ weights: [Double]) -> [(mu: Double, muStar: Double, sigma: Double)] {
        effects.map { effects in
            let n = Double(effects.count)
            var (mu, muStar, squares) = (0.0, 0.0, 0.0)
            for (effect, weight) in zip(effects, weights) {
                mu += weight * effect / n
                muStar += weight * abs(effect) / n
            }
            for (effect, weight) in zip(effects, weights) { squares += weight * (effect - mu) * (effect - mu) / max(n - 1, 1) }
            return (mu, muStar, squares.squareRoot())
        }
    }
}
