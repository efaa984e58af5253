/// Whether a service can be reached directly in a market.
public enum Access: String, CaseIterable, Sendable {
    case open, blocked, withdrawn

    /// Place among all cases, from 0.
    public var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How far the state has gone with its demands.
public enum Stage: String, CaseIterable, Sendable, Comparable {
    case none, threatened, requested, warned, fined, ordered

    /// Whether `a` has gone less far than `b`.
    public static func < (a: Stage, b: Stage) -> Bool { a.place < b.place }

    /// Place among all cases, from 0: how far it is.
    public var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Whether a service stands in the state's register.
public enum Registry: String, CaseIterable, Sendable, Comparable {
    case none, registered, complied

    /// Whether `a` has gone less far than `b`.
    public static func < (a: Registry, b: Registry) -> Bool { a.place < b.place }

    /// Place among all cases, from 0: how far it is.
    public var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

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
