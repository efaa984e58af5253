internal import ScenarioFormat

/// What a step does, in one member's numbers.
struct StepEffect: Equatable {
    var effectiveness = 0.0
    /// Unit: days.
    var rolloutDays = 1.0
    var awareness = 0.0
    var toolsWorking = 1.0
    var trustLoss = 0.0
    /// Unit: US dollars.
    var fineUSD = 0.0

    /// A draw of a time constant, raised to the least that the format allows. Unit: days.
    static func rollout(_ draw: Double) -> Double { max(draw, NumberRange.rollout.lower) }
}
