internal import Numerics

/// Morris' trajectories: each starts somewhere on a grid of levels and changes one quantity after the other, in random order.
///
/// The levels are the middles of equal strata of probability, as the ends of a distribution without bounds are infinite. A quantity
/// moves by half of the strata, so by half of its probability: up where it starts in the lower half, else down.
/// Source: Morris, Factorial sampling plans for preliminary computational experiments (Technometrics 33, 1991).
struct MorrisDesign: SensitivityDesign {
    /// Morris' and Campolongo's choice (Campolongo, Cariboni and Saltelli, Environmental Modelling & Software 22, 2007).
    static let levelCount = 4
    /// How far a quantity moves. Unit: probability.
    static let step = 0.5

    /// How many there are.
    let trajectories: Int
    private let quantities: Int
    private let seed: UInt64
    private let streams: [DrawStream]

    /// - Parameters:
    ///   - paths: of the quantities, which name their streams.
    ///   - trajectories: how many.
    ///   - seed: of all draws.
    init(paths: [String], trajectories: Int, seed: UInt64) {
        (self.trajectories, quantities, self.seed) = (trajectories, paths.count, seed)
        streams = paths.map { DrawStream(seed: seed, name: "sensitivity/start/\($0)") }
    }

    /// One for each point of each trajectory.
    var members: Int { trajectories * (quantities + 1) }

    /// The probabilities at which a member's quantities lie.
    func levels(_ member: Int) -> [Double] {
        let (trajectory, moved) = member.quotientAndRemainder(dividingBy: quantities + 1)
        let order = order(trajectory)
        let count = Self.levelCount
        return streams.enumerated().map { quantity, stream in
            let start = Int(stream.uniform(member: trajectory) * Double(count))
            let level = order[quantity] < moved ? (start + count / 2) % count : start
            return (Double(level) + 0.5) / Double(count)
        }
    }

    /// μ, μ* and σ by quantity, from one output a member, with intervals over resampled trajectories.
    func indices(_ outputs: [Double], resamples: Int) async -> [[SensitivityIndex]] {
        let effects = effects(outputs)
        let stream = DrawStream(seed: seed, name: "sensitivity/resamples")
        let plain = MorrisEffects.estimates(effects, .init(repeating: 1, count: trajectories))
        let resampled = await Resamples.all(resamples) { resample in
            var weights = [Double](repeating: 0, count: trajectories)
            stream.resample(resample, into: &weights)
            return MorrisEffects.estimates(effects, weights)
        }
        return plain.indices.map { j in
            [
                SensitivityIndex(.mu, plain[j].mu, resampled: resampled.map { $0[j].mu }),
                SensitivityIndex(.muStar, plain[j].muStar, resampled: resampled.map { $0[j].muStar }),
                SensitivityIndex(.sigma, plain[j].sigma, resampled: resampled.map { $0[j].sigma }),
            ]
        }
    }

    /// When each quantity moves in a trajectory, from 0.
    private func order(_ trajectory: Int) -> [Int] {
        let permutation = KeyedPermutation(count: max(1, quantities), DrawStream(seed: seed, name: "sensitivity/order/\(trajectory)"))
        return (0..<quantities).map { permutation[$0] }
    }

    /// The elementary effects, by quantity and trajectory.
    private func effects(_ outputs: [Double]) -> [[Double]] {
        var effects = [[Double]](repeating: [], count: quantities)
        for trajectory in 0..<trajectories {
            let order = order(trajectory)
            for quantity in 0..<quantities {
                let before = trajectory * (quantities + 1) + order[quantity]
                let isUp = streams[quantity].uniform(member: trajectory) < Self.step
                effects[quantity].append((outputs[before + 1] - outputs[before]) / (isUp ? Self.step : -Self.step))
            }
        }
        return effects
    }
}
