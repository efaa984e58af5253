internal import Numerics

/// The estimators of indices of variance on the outputs of a `SobolDesign`.
///
/// First order by Saltelli et al. (2010), V⁻¹ mean(B (AB − A)); total by Jansen (Analysis of variance designs for model output,
/// 1999), V⁻¹ mean((A − AB)²)/2; V the variance of A and B together. Outputs are centred first, as the first estimator loses
/// accuracy far from 0.
struct SobolIndices {
    private let samples: Int
    private let quantities: Int
    /// By base sample, in vectors of eight: A + B, A² + B², then each quantity's two terms.
    private let terms: [SIMD8<Double>]
    private let vectors: Int
    /// A variance of less than this part of the mean square is what rounding leaves of none.
    private static let rounding = 1e-12

    /// - Parameter outputs: in the order of `SobolDesign`.
    init(_ outputs: [Double], quantities: Int) {
        self.quantities = quantities
        samples = outputs.count / (quantities + 2)
        let vectors = (2 * quantities + 2 + 7) / 8
        // Divided by the largest first, so that no square overflows.
        let size = outputs.reduce(0) { max($0, abs($1)) }
        let scale = size > 0 ? size : 1
        let centre = outputs.reduce(0) { $0 + $1 / scale } / Double(outputs.count)
        var terms = [SIMD8<Double>](repeating: .zero, count: samples * vectors)
        for sample in 0..<samples {
            let first = sample * (quantities + 2)
            let (a, b) = (outputs[first] / scale - centre, outputs[first + quantities + 1] / scale - centre)
            func put(_ place: Int, _ value: Double) { terms[sample * vectors + place / 8][place % 8] = value }
            put(0, a + b)
            put(1, a * a + b * b)
            for j in 0..<quantities {
                let mixed = outputs[first + 1 + j] / scale - centre
                put(2 + 2 * j, b * (mixed - a))
                put(3 + 2 * j, (a - mixed) * (a - mixed) / 2)
            }
        }
        (self.terms, self.vectors) = (terms, vectors)
    }

    /// The first-order and total index of each quantity.
    ///
    /// - Parameter weights: of the base samples; 1 each for the plain estimate, how often each was drawn for a resample.
    func estimates(_ weights: [Double]) -> [(first: Double, total: Double)] {
        var sums = [SIMD8<Double>](repeating: .zero, count: vectors)
        for sample in 0..<samples where weights[sample] != 0 {
            let first = sample * vectors
            for v in 0..<vectors { sums[v] += terms[first + v] * weights[sample] }
        }
        let n = Double(samples)
        func mean(_ place: Int) -> Double { sums[place / 8][place % 8] / n }
        let square = mean(1) / 2
        let variance = square - mean(0) / 2 * (mean(0) / 2)
        return (0..<quantities).map { j in
            variance > Self.rounding * square ? (mean(2 + 2 * j) / variance, mean(3 + 2 * j) / variance) : (0, 0)
        }
    }

    /// The indices of each quantity with their intervals, the same whatever the number of cores.
    func indices(resamples: Int, _ stream: DrawStream) async -> [[SensitivityIndex]] {
        let plain = estimates(.init(repeating: 1, count: samples))
        let resampled = await Resamples.all(resamples) { resample in
            var weights = [Double](repeating: 0, count: samples)
            stream.resample(resample, into: &weights)
            return estimates(weights)
        }
        return plain.enumerated().map { j, estimate in
            [
                SensitivityIndex(.firstOrder, estimate.first, resampled: resampled.map { $0[j].first }),
                SensitivityIndex(.total, estimate.total, resampled: resampled.map { $0[j].total }),
            ]
        }
    }
}
