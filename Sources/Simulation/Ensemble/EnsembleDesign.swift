internal import Numerics
public import ScenarioFormat

/// How an ensemble's members are chosen.
public struct EnsembleSettings: Sendable, Equatable {
    /// How members are spread over what is uncertain.
    public enum Design: String, CaseIterable, Sendable {
        /// Independent draws.
        case random
        /// Latin hypercube: each quantity has one member in each of as many equal strata as there are members.
        case lhs
        /// Scrambled Sobol points.
        case sobol
    }
    /// What solves the members' equations.
    public enum Integrator: String, CaseIterable, Sendable {
        /// Eight members at once.
        case lockstep
        /// One by one, by the integrator of the plain run.
        case gsl
    }
    /// More are a slip of the keyboard, and bands count members in 32 bits.
    public static let mostMembers = 1_000_000_000

    /// How many there are.
    public let members: Int
    /// Of all draws.
    public let seed: UInt64
    /// How members are spread over what is uncertain.
    public let design: Design
    /// What solves the equations.
    public let integrator: Integrator

    /// Settings as given; nothing is checked.
    public init(members: Int, seed: UInt64, design: Design, integrator: Integrator = .lockstep) {
        self.members = members
        self.seed = seed
        self.design = design
        self.integrator = integrator
    }
}

/// The draws of every member: they depend on seed, path and member, on the number of members in a Latin hypercube, and on the
/// place of the path among all paths in a Sobol design; and on nothing else.
public struct EnsembleDesign: Sendable {
    /// The most uncertain quantities that a Sobol design reaches.
    public static var sobolLimit: Int { SobolSequence.dimensionLimit }
    /// The path of the draw that chooses a posterior's row.
    private static let posteriorPath = "posterior"

    private let scenario: Scenario
    private let settings: EnsembleSettings
    /// By path of the draw.
    private let sources: [String: Source]

    private struct Source {
        let stream: DrawStream
        let permutation: KeyedPermutation
        /// Place among the paths, sorted.
        let dimension: Int
    }
    private let sequence: SobolSequence?

    /// Nil where a Sobol design would need more than `sobolLimit` dimensions.
    public init?(_ scenario: Scenario, _ settings: EnsembleSettings) {
        self.scenario = scenario
        self.settings = settings
        let joint = Set(scenario.posterior?.parameters ?? [])
        var paths = scenario.uncertain.indices.filter { !joint.contains($0) }.map { scenario.uncertain[$0].path }
        if scenario.posterior != nil { paths.append(Self.posteriorPath) }
        paths.sort()
        var sources: [String: Source] = [:]
        for (dimension, path) in paths.enumerated() {
            let stream = DrawStream(seed: settings.seed, name: path)
            sources[path] = Source(stream: stream, permutation: KeyedPermutation(count: settings.members, stream), dimension: dimension)
        }
        self.sources = sources
        if settings.design == .sobol {
            guard paths.count <= Self.sobolLimit else { return nil }
            sequence = SobolSequence(dimensions: max(1, paths.count))
        } else {
            sequence = nil
        }
    }

    /// The draws of a member, 0 ..< members.
    public func draws(_ member: Int) -> Draws {
        scenario.draws {
            scenario.uncertain[$0].distribution.quantile(level(scenario.uncertain[$0].path, member))
        } posterior: {
            $0.row(level(Self.posteriorPath, member))
        }
    }

    /// u of a path, more than 0 and less than 1.
    func level(_ path: String, _ member: Int) -> Double {
        guard let source = sources[path] else { return 0.5 }
        switch settings.design {
        case .random: return source.stream.uniform(member: member)
        case .lhs:
            let u = (Double(source.permutation[member]) + source.stream.uniform(member: member)) / Double(settings.members)
            return min(u, 1 - 0x1p-53)
        case .sobol: return sequence?.scrambled(member, source.dimension, by: source.stream) ?? 0.5
        }
    }
}
