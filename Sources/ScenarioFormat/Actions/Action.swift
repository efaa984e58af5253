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
        case .threat: ActionRule("The stage becomes threatened.", stage: .threatened)
        case .request: ActionRule("A demand, of registration or of keys; the stage becomes requested.", isDemand: true, stage: .requested)
        case .warning: ActionRule("A demand; the stage becomes warned.", isDemand: true, stage: .warned)
        case .fine: ActionRule("A demand; the stage becomes fined.", keys: [.fine], isDemand: true, stage: .fined)
        case .courtOrder: ActionRule("A demand; the stage becomes ordered.", isDemand: true, stage: .ordered)
        case .register:
            ActionRule(
                "The service is put on the list, and duties of storage apply to it.", asAnswer: "registers", registry: .registered)
        case .comply:
            ActionRule(
                "The service gives in: a block is lifted, and steps not yet taken, but restrict_tools, are dropped.", keys: [.rolloutDays],
                asAnswer: "complies", access: .open, from: [.blocked], stage: Stage.none, registry: .complied, satisfiesDemands: true,
                dropsSteps: true)
        case .block:
            ActionRule(
                "A demand that closes a share of direct access, its effectiveness.", keys: [.effectiveness, .rolloutDays], isDemand: true,
                access: .blocked)
        case .unblock: ActionRule("Access opens.", keys: [.rolloutDays], access: .open, stage: Stage.none)
        case .restrictTools:
            ActionRule(
                "The share of VPNs, proxies and bridges that work becomes tools_working.", keys: [.toolsWorking, .rolloutDays],
                outlivesCompliance: true)
        case .withdraw:
            ActionRule(
                "The service leaves the market, for good.", keys: [.rolloutDays], access: .withdrawn, stage: Stage.none,
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
    public let about: String
    /// The numbers that a step of it takes, beside those of its trigger and those that any step may have.
    public let keys: [StepParameter]
    /// Whether the platform answers it.
    public let isDemand: Bool
    /// What a platform does that answers so, such as "complies"; nil for what is no answer.
    public let asAnswer: String?
    /// What access becomes; nil where it stays.
    public let access: Access?
    /// The accesses at which it changes access, and moves it; nothing changes a withdrawn service's.
    public let from: Set<Access>
    /// What the stage becomes, unless it is further; none clears it. Nil where it stays.
    public let stage: Stage?
    /// What the registry becomes, unless it is further; nil where it stays.
    public let registry: Registry?
    /// Whether it leaves demands nothing to ask for, so that a pending answer is cancelled.
    public let satisfiesDemands: Bool
    /// Whether the pair's steps not yet taken are dropped.
    public let dropsSteps: Bool
    /// Whether a step of it isn't dropped with the others.
    public let outlivesCompliance: Bool

    init(
        _ about: String, keys: [StepParameter] = [], isDemand: Bool = false, asAnswer: String? = nil, access: Access? = nil,
        from: Set<Access> = [.open, .blocked], stage: Stage? = nil, registry: Registry? = nil, satisfiesDemands: Bool = false,
        dropsSteps: Bool = false, outlivesCompliance: Bool = false
    ) {
        self.about = about
        self.keys = keys
        self.isDemand = isDemand
        self.asAnswer = asAnswer
        self.access = access
        self.from = from
        self.stage = stage
        self.registry = registry
        self.satisfiesDemands = satisfiesDemands
        self.dropsSteps = dropsSteps
        self.outlivesCompliance = outlivesCompliance
    }
}
