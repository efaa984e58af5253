/// What can be done to a service, in the order in which those of one instant are taken.
public enum Action: String, CaseIterable, Sendable, Comparable {
    case threat
    case request
    case warning
    case fine
    case courtOrder = "court_order"
    case register
    case comply
    case block
    case unblock
    case restrictTools = "restrict_tools"
    case withdraw

    /// All that the format, the statuses and the pages know of it; what it sets off among users is in `Action.levels`.
    public var rule: ActionRule {
        switch self {
        case .threat: ActionRule(about: "The stage becomes threatened.", stage: .threatened)
        case .request:
            ActionRule(about: "A demand, of registration or of keys; the stage becomes requested.", isDemand: true, stage: .requested)
        case .warning: ActionRule(about: "A demand; the stage becomes warned.", isDemand: true, stage: .warned)
        case .fine: ActionRule(about: "A demand; the stage becomes fined.", keys: [.fine], isDemand: true, stage: .fined)
        case .courtOrder: ActionRule(about: "A demand; the stage becomes ordered.", isDemand: true, stage: .ordered)
        case .register:
            ActionRule(
                about: "The service is put on the list, and duties of storage apply to it.", asAnswer: "registers", registry: .registered)
        case .comply:
            ActionRule(
                about: "The service gives in: a block is lifted, and steps not yet taken, but restrict_tools, are dropped.",
                keys: [.rolloutDays],
                asAnswer: "complies", access: .open, liftsBlocks: true, stage: Stage.none, registry: .complied, satisfiesDemands: true,
                dropsSteps: true)
        case .block:
            ActionRule(
                about: "A demand that closes a share of direct access, its effectiveness.", keys: [.effectiveness, .rolloutDays],
                isDemand: true,
                access: .blocked)
        case .unblock: ActionRule(about: "Access opens.", keys: [.rolloutDays], access: .open, stage: Stage.none)
        case .restrictTools:
            ActionRule(
                about: "The share of VPNs, proxies and bridges that work becomes tools_working.", keys: [.toolsWorking, .rolloutDays],
                outlivesCompliance: true)
        case .withdraw:
            ActionRule(
                about: "The service leaves the market, for good.", keys: [.rolloutDays], access: .withdrawn, stage: Stage.none,
                satisfiesDemands: true)
        }
    }

    /// Whether `a` is taken before `b` where both are due at one instant.
    public static func < (a: Action, b: Action) -> Bool { a.order < b.order }

    /// Place in the order of one instant.
    public var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// `court order`
    public var inWords: String { rawValue.replacing("_", with: " ") }

    /// Whether it changes how far the state has gone, and nothing else.
    public var isStageOnly: Bool { rule.stage != nil && rule.access == nil && rule.registry == nil }

    /// Whether a step of it may have the number.
    func takes(_ parameter: StepParameter) -> Bool { rule.keys.contains(parameter) || !StepParameter.ofActions.contains(parameter) }
}

/// What is known of an action.
public struct ActionRule: Sendable {
    /// What it does, in a sentence.
    public internal(set) var about: String
    /// The numbers that a step of it takes, beside those of its trigger and those that any step may have.
    public internal(set) var keys: [StepParameter] = []
    /// Whether the platform answers it.
    public internal(set) var isDemand = false
    /// What a platform does that answers so, such as "complies"; nil for what is no answer.
    public internal(set) var asAnswer: String?
    /// What access becomes; nil where it stays.
    public internal(set) var access: Access?
    /// Whether it concerns only a service that is blocked.
    public internal(set) var liftsBlocks = false
    /// What the stage becomes, unless it is further; none clears it. Nil where it stays.
    public internal(set) var stage: Stage?
    /// What the registry becomes, unless it is further; nil where it stays.
    public internal(set) var registry: Registry?
    /// Whether it leaves demands nothing to ask for, so that a pending answer is cancelled.
    public internal(set) var satisfiesDemands = false
    /// Whether the pair's steps not yet taken are dropped.
    public internal(set) var dropsSteps = false
    /// Whether a step of it isn't dropped with the others.
    public internal(set) var outlivesCompliance = false
}
