internal import Numerics

/// The sum of squares that a fit makes least: residuals over their errors, and normal scores for the priors.
struct FitObjective: Sendable {
    let target: FitTarget
    /// By observation.
    let deviations: [Double]
    /// 1 with priors. Without, as good as none: so flat that it moves nothing, and just enough for what no observation determines.
    let priorWeight: Double
    let method: LeastSquares.Method

    static let negligible = 0.01
    /// How steeply the sum rises beyond a parameter's reach.
    private static let wall = 10.0
    /// Further out there is no telling a prior's tail from 0.
    private static let limit = 8.0

    /// What a search came to.
    struct Optimum: Sendable {
        /// Normal scores.
        var scores: [Double]
        var sum: Double
        /// By row: observations, then two for each parameter; by column, the parameters that weren't held.
        var residuals: [Double]
        var jacobian: [Double]
    }

    var rowCount: Int { target.observations.count + 2 * target.parameters.count }

    /// All that is squared; nil where the model can't be computed.
    func rows(_ scores: [Double]) -> [Double]? {
        guard scores.allSatisfy({ abs($0) <= Self.limit }), let residuals = target.residuals(scores) else { return nil }
        return zip(residuals, deviations).map { $0 / $1 } + scores.map { priorWeight * $0 }
            + scores.map { score in
                let beyond = abs(score) - FreeParameter.reach
                return beyond > 0 ? Self.wall * beyond : 0
            }
    }

    /// The least sum that a search from `start` finds, one parameter held where it is; nil where the model can't be computed there.
    func minimum(from start: [Double], holding held: Int? = nil) -> Optimum? {
        let free = start.indices.filter { $0 != held }
        guard !free.isEmpty else {
            return rows(start).map {
                Optimum(scores: start, sum: $0.reduce(0) { $0 + $1 * $1 }, residuals: $0, jacobian: [])
            }
        }
        func scores(_ point: [Double]) -> [Double] {
            var all = start
            for (i, score) in zip(free, point) { all[i] = score }
            return all
        }
        // Values come from an integration good to about 1e-8, so differences need a long step; scores are of the size of 1.
        let search = LeastSquares(
            method: method, stepTolerance: 1e-7, gradientTolerance: 1e-5, differences: CentralDifferences(step: 3e-3, leastSize: 1))
        let found = try? search.minimum(from: free.map { start[$0] }, count: rowCount) { rows(scores($0)) }
        return found.map {
            Optimum(
                scores: scores($0.point), sum: $0.sumOfSquares, residuals: $0.residuals, jacobian: $0.jacobian)
        }
    }
}
