internal import Numerics

/// Saltelli's design for indices of variance: from two independent samples A and B, for each quantity j a third, which is A with
/// the column j of B.
///
/// A and B are the halves of a scrambled Sobol sequence. Members stand base sample by base sample, in each A, A with the first
/// quantity of B, …, A with the last of B, B.
/// Source: Saltelli et al., Variance based sensitivity analysis of model output (Computer Physics Communications 181, 2010).
struct SobolDesign: SensitivityDesign {
    /// The most quantities that the Sobol sequence reaches.
    static var quantityLimit: Int { SobolSequence.dimensionLimit / 2 }

    /// How many base samples there are.
    let samples: Int
    private let quantities: Int
    private let seed: UInt64
    /// By base sample, the levels of A and then of B.
    private let base: [Double]

    /// Nil where there are more quantities than `quantityLimit`.
    ///
    /// - Parameters:
    ///   - paths: of the quantities, which name their streams.
    ///   - samples: the number of base samples; a power of two keeps the sequence balanced.
    ///   - seed: of all draws.
    init?(paths: [String], samples: Int, seed: UInt64) {
        guard paths.count <= Self.quantityLimit else { return nil }
        (self.samples, quantities, self.seed) = (samples, paths.count, seed)
        let sequence = SobolSequence(dimensions: max(1, 2 * paths.count))
        let streams = ["A", "B"].flatMap { sample in paths.map { DrawStream(seed: seed, name: "sensitivity/\(sample)/\($0)") } }
        base = (0..<samples).flatMap { sample in
            streams.indices.map { sequence.scrambled(sample, $0, by: streams[$0]) }
        }
    }

    /// For each base sample A, B, and A with one column of B for each quantity.
    var members: Int { samples * (quantities + 2) }

    /// The probabilities at which a member's quantities lie.
    func levels(_ member: Int) -> [Double] {
        let (sample, place) = member.quotientAndRemainder(dividingBy: quantities + 2)
        let first = 2 * quantities * sample
        if place == quantities + 1 { return Array(base[first + quantities..<first + 2 * quantities]) }
        var levels = Array(base[first..<first + quantities])
        if place > 0 { levels[place - 1] = base[first + quantities + place - 1] }
        return levels
    }

    /// First-order and total indices by quantity, from one output a member, with intervals over resampled base samples.
    func indices(_ outputs: [Double], resamples: Int) async -> [[SensitivityIndex]] {
        await SobolIndices(outputs, quantities: quantities).indices(
            resamples: resamples, DrawStream(seed: seed, name: "sensitivity/resamples"))
    }
}
