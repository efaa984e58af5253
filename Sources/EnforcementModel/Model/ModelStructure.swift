public import ScenarioFormat

/// What all members of a scenario have in common: its pairs, and the order in which its steps are taken.
///
/// A class, as every member refers to it.
public final class ModelStructure: Sendable {
    /// What it is made from.
    public let scenario: Scenario
    /// The pairs, numbered.
    public let pairs: PairIndex
    /// Where each component of a member's state stands.
    public let layout: StateLayout
    let steps: [StepPlace]

    /// Numbers the pairs, steps and hazards of a scenario, and lays out its state.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        pairs = PairIndex(scenario)
        steps = StepPlace.all(of: scenario)
        let services = scenario.markets.flatMap(\.services)
        layout = StateLayout(
            pairs: pairs.all.count, hazards: steps.count { $0.hazard != nil },
            someStartShutOut: services.contains { $0[.circumventingUsers] != .constant(0) || $0[.waitingUsers] != .constant(0) })
    }

    /// Unit: days from start.
    public var end: Double { Double(scenario.end.dayNumber - scenario.start.dayNumber) }
}

/// Where a step stands in the scenario.
struct StepPlace: Sendable {
    let enforcementCase: Int
    let step: Int
    /// The step that it waits for, by its place in the order.
    let predecessor: Int?
    /// Its place among the hazards; nil where it isn't one.
    let hazard: Int?

    /// All steps of a scenario in the order in which those of one instant are taken: by action, case and name.
    static func all(of scenario: Scenario) -> [StepPlace] {
        var places: [(order: (Int, String, String), case: Int, step: Int)] = []
        for (c, enforcementCase) in scenario.cases.enumerated() {
            for (s, step) in enforcementCase.steps.enumerated() {
                places.append(((step.action.order, enforcementCase.name, step.name), c, s))
            }
        }
        places.sort { $0.order < $1.order }
        var hazards = 0
        return places.map { place in
            let trigger = scenario.cases[place.case].steps[place.step].trigger
            var hazard: Int?
            if case .hazard = trigger {
                hazard = hazards
                hazards += 1
            }
            let predecessor = trigger.after.flatMap { after in places.firstIndex { $0.case == place.case && $0.step == after } }
            return StepPlace(enforcementCase: place.case, step: place.step, predecessor: predecessor, hazard: hazard)
        }
    }
}
