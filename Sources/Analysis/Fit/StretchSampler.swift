internal import Glibc
internal import Numerics

/// The affine-invariant ensemble sampler: many walkers, each of which moves along the line to another.
///
/// Source: Goodman and Weare, Ensemble samplers with affine invariance, Communications in Applied Mathematics and Computational Science 5
/// (2010), the stretch move with a = 2. The walkers form two halves; each half moves against the other, so that the moves of a half are
/// independent and go on at once, and draws depend on seed, walker and step alone.
struct StretchSampler: Sendable {
    private static let a = 2.0
    /// The share of the steps that is dropped.
    static let burnIn = 0.25

    private let steps: Int
    private let logDensity: @Sendable ([Double]) -> Double
    private let partner: DrawStream
    private let stretch: DrawStream
    private let acceptance: DrawStream

    init(seed: UInt64, steps: Int, _ logDensity: @escaping @Sendable ([Double]) -> Double) {
        self.steps = steps
        self.logDensity = logDensity
        partner = DrawStream(seed: seed, name: "fit/stretch/partner")
        stretch = DrawStream(seed: seed, name: "fit/stretch/stretch")
        acceptance = DrawStream(seed: seed, name: "fit/stretch/acceptance")
    }

    /// Enough for a hull of the target in any direction; even.
    static func walkers(dimensions: Int) -> Int { max(12, 4 * dimensions) }

    /// All chains, after the burn-in.
    ///
    /// - Parameter starts: one for each walker, an even number of them, at points of finite density.
    func run(from starts: [[Double]]) async -> WalkerChains {
        var points = starts
        var densities = await Concurrently.map(starts, logDensity)
        let burnIn = Int(Self.burnIn * Double(steps))
        var chains = [[[Double]]](repeating: [], count: starts.count)
        var accepted = 0
        for step in 0..<steps {
            for half in [0, 1] {
                let walkers = Array(stride(from: half, to: points.count, by: 2))
                let others = stride(from: 1 - half, to: points.count, by: 2).map { points[$0] }
                let proposals = walkers.map { walker in
                    proposal(points[walker], others, number: step * starts.count + walker)
                }
                let proposed = await Concurrently.map(proposals.map(\.point), logDensity)
                for (i, walker) in walkers.enumerated() {
                    let ratio = proposals[i].logVolume + proposed[i] - densities[walker]
                    guard log(acceptance.uniform(member: step * starts.count + walker)) < ratio else { continue }
                    (points[walker], densities[walker]) = (proposals[i].point, proposed[i])
                    if step >= burnIn { accepted += 1 }
                }
            }
            if step >= burnIn { for walker in points.indices { chains[walker].append(points[walker]) } }
        }
        return WalkerChains(chains: chains, acceptance: Double(accepted) / Double((steps - burnIn) * starts.count))
    }

    /// Y = X_k + z (X − X_k), z with density ∝ 1/√z on 1/a ... a, and the factor z^(d − 1) of the acceptance.
    private func proposal(_ point: [Double], _ others: [[Double]], number: Int) -> (point: [Double], logVolume: Double) {
        let other = others[min(Int(partner.uniform(member: number) * Double(others.count)), others.count - 1)]
        let root = 1 + (Self.a - 1) * stretch.uniform(member: number)
        let z = root * root / Self.a
        return (zip(point, other).map { $1 + z * ($0 - $1) }, Double(point.count - 1) * log(z))
    }
}
