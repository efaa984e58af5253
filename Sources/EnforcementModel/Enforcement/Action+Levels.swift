internal import ScenarioFormat

extension Action {
    /// Where a step of it moves ε, the share of direct access that is closed, and v, the share of tools that work; nil where it leaves
    /// one as it is.
    func levels(_ numbers: StepNumbers) -> (closure: Double?, tools: Double?) {
        switch self {
        case .block: (numbers[.effectiveness], nil)
        case .comply, .unblock: (0, nil)
        case .restrictTools: (nil, numbers[.toolsWorking])
        case .withdraw: (1, 0)
        case .threat, .request, .warning, .fine, .courtOrder, .register: (nil, nil)
        }
    }
}
