public import ScenarioFormat

/// The three statuses of a pair.
public struct PairStatus: Sendable, Equatable {
    /// Whether users reach it directly.
    public internal(set) var access = Access.open
    /// How far the state has gone.
    public internal(set) var stage = Stage.none
    /// Whether it is registered.
    public internal(set) var registry = Registry.none

    /// Whether the service is in danger in this market.
    public var isAtRisk: Bool { stage >= .requested || access == .blocked }

    /// How many different statuses there are.
    public static let codes = Access.allCases.count * Stage.allCases.count * Registry.allCases.count

    /// A number for the three together, from 0.
    public var code: UInt8 {
        UInt8((access.place * Stage.allCases.count + stage.place) * Registry.allCases.count + registry.place)
    }

    /// The places of access, stage and registry of a code.
    public static func places(ofCode code: Int) -> (access: Int, stage: Int, registry: Int) {
        let (rest, registry) = code.quotientAndRemainder(dividingBy: Registry.allCases.count)
        return (rest / Stage.allCases.count, rest % Stage.allCases.count, registry)
    }
}
