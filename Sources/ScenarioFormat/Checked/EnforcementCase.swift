/// One regulator against one service in one market, or against all of the market's services at once.
public struct EnforcementCase: Sendable {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// Index into `Scenario.markets`.
    public let market: Int
    /// Index into the market's services; nil for all of them.
    public let service: Int?
    /// In file order, which means nothing to the model.
    public let steps: [Step]
}

/// What a regulator does, and when.
public struct Step: Parameterized {
    /// The key in the file.
    public let name: String
    /// What people call it; nil for its name.
    public let title: String?
    /// What the step does.
    public let action: Action
    /// What makes it happen.
    public let trigger: Trigger
    /// Those of its trigger, of its action, and those that any step may have.
    public let numbers: ParameterValues<StepParameter, Quantity>
    /// For each service that the case is against, in the market's order: the uniform draw by which its platform takes its
    /// `chance` to meet this demand; nil where that plays no part.
    public let chanceDraws: [Quantity?]
}

/// What makes a step happen.
public enum Trigger: Sendable {
    /// A date, in days since 1 January 1970.
    case on(Quantity)
    /// `days` after another step of the case (by index), or after start.
    case delay(after: Int?)
    /// A hazard from another step of the case (by index), or from start. The threshold is what its integral must reach for the step to
    /// be taken: −ln(1 − u), an exponential draw of mean 1.
    case hazard(after: Int?, threshold: Quantity)

    /// The step that this one waits for, by index in the case.
    public var after: Int? {
        switch self {
        case .on: nil
        case .delay(let after), .hazard(let after, _): after
        }
    }
}
