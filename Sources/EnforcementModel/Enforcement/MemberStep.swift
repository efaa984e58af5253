internal import ScenarioFormat

/// A step in one member's numbers, with times in days from start.
struct MemberStep {
    enum Trigger: Equatable {
        case at(Double)
        /// After a step (by index), or after start.
        case delay(after: Int?, days: Double)
        /// From a step (by index), or from start; `index` is its place among the hazards.
        case hazard(after: Int?, index: Int)
    }
    struct Target {
        let pair: Int
        /// The uniform draw by which the platform takes its chance; nil where that plays no part.
        let chanceDraw: Double?
    }
    let caseName: String
    let name: String
    let action: Action
    let trigger: Trigger
    let numbers: StepNumbers
    /// In order of the services' names.
    let targets: [Target]
    /// For a hazard: its flow and what its integral must reach.
    let hazard: (flow: HazardFlow, threshold: Double)?

    /// The step that this one waits for.
    var predecessor: Int? {
        switch trigger {
        case .at: nil
        case .delay(let after, _), .hazard(let after, _): after
        }
    }

    init(_ place: StepPlace, _ structure: ModelStructure, _ draws: Draws) {
        let (scenario, index) = (structure.scenario, structure.pairs)
        let enforcementCase = scenario.cases[place.enforcementCase]
        let step = enforcementCase.steps[place.step]
        let pairs = enforcementCase.service.map { [index.pair(enforcementCase.market, $0)] } ?? index.pairsOfMarket[enforcementCase.market]
        caseName = enforcementCase.name
        name = step.name
        action = step.action
        numbers = draws.numbers(of: step)
        targets = zip(pairs, step.chanceDraws).map { Target(pair: $0, chanceDraw: $1.map { draws[$0] }) }
            .sorted { index.all[$0.pair].serviceName < index.all[$1.pair].serviceName }
        switch step.trigger {
        case .on(let day):
            trigger = .at(draws[day] - Double(scenario.start.dayNumber))
            hazard = nil
        case .delay:
            trigger = .delay(after: place.predecessor, days: numbers[.days])
            hazard = nil
        case .hazard(_, let threshold):
            trigger = .hazard(after: place.predecessor, index: place.hazard ?? 0)
            hazard = (
                HazardFlow(
                    pairs: pairs, perDay: StepParameter.rate.parameter.coefficient(numbers[.rate]),
                    usersReference: step[.usersReference].isAbsent ? nil : numbers[.usersReference], usersExponent: numbers[.usersExponent]),
                draws[threshold]
            )
        }
    }
}

/// A step's numbers, for one member.
typealias StepNumbers = ParameterValues<StepParameter, Double>

extension StepNumbers {
    /// Numbers as given, others as where a file doesn't give them.
    init(_ given: [StepParameter: Double]) {
        let noDraws = Draws([])
        self.init { given[$0] ?? noDraws[$0.parameter.unlessGiven] }
    }
}
