/// A messenger or network, in whatever markets it has users.
public struct Service: Parameterized {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// What is the same in every market.
    public let numbers: ParameterValues<ServiceParameter, Quantity>
    /// How it answers demands.
    public let platform: Platform

    /// What people call it.
    public var label: String { title ?? name }
}

/// How a service answers a state's demands.
public struct Platform: Parameterized {
    /// Whether demands are met.
    public enum Policy: String, CaseIterable, Sendable {
        case refuse
        case comply
        case complyIf = "comply_if"
    }
    /// What may be done where a demand is met; the first unless given.
    public static let answers: [Action] = [.comply, .register]
    /// Whether demands are met.
    public let policy: Policy
    /// What is done where one is.
    public let answer: Action
    /// The conditions of `complyIf`, all of which must hold where given, and what the answer is.
    public let numbers: ParameterValues<PlatformParameter, Quantity>
}
