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
