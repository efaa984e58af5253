internal import ScenarioFormat

/// A step's numbers, for one member.
typealias StepEffect = ParameterValues<StepParameter, Double>

extension StepEffect {
    /// Numbers as given, others as where a file doesn't give them.
    init(_ given: [StepParameter: Double]) {
        let noDraws = Draws([])
        self.init { given[$0] ?? noDraws[$0.parameter.unlessGiven] }
    }
}
