internal import ScenarioFormat

/// What a forecast is of: all of an observation but its value, so that no forecaster can see what it is scored on.
struct ForecastTarget: Sendable {
    /// Index into `Scenario.markets`.
    let market: Int
    /// Index into the market's services.
    let place: Int
    let measure: Observation.Measure
    /// Days from the scenario's start.
    let day: Int
    /// How far what will be observed may be from the truth.
    let error: ObservationError

    init(_ observation: Observation, start: CalendarDate, _ errors: ObservationErrors) {
        market = observation.market
        place = observation.place
        measure = observation.measure
        day = observation.date.dayNumber - start.dayNumber
        error = errors.error(of: observation)
    }

    /// Whether both belong to one series.
    func isLike(_ other: ForecastTarget) -> Bool {
        (market, place, measure) == (other.market, other.place, other.measure)
    }
}
