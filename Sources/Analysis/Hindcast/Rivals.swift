internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// The naive forecasts of later observations from earlier ones.
struct Rivals: Sendable {
    private let series: [ObservedSeries]
    private let targets: [ObservedSeries.Point?]
    private let walk: LastValueForecast?
    private let size: Int

    /// - Throws: `FitFailure.notComputed` where the plain run, which tells who is online, can't be computed.
    init(_ scenario: Scenario, _ earlier: [Observation], _ later: [Observation], _ settings: FitSettings, size: Int) throws(FitFailure) {
        let index = PairIndex(scenario)
        let days = Set((earlier + later).map { $0.date.dayNumber - scenario.start.dayNumber })
        var online: [Int: [Double]] = [:]
        do {
            _ = try ScenarioRun.run(scenario) { record, _ in
                if days.contains(record.day) { online[record.day] = record.pairs.map(\.onlinePopulation) }
            }
        } catch {
            throw .notComputed("\(error)")
        }
        func point(_ observation: Observation) -> ObservedSeries.Point? {
            guard observation.value > 0 else { return nil }
            let day = observation.date.dayNumber - scenario.start.dayNumber
            let limit: Double? =
                switch observation.measure {
                case .onlinePopulation: nil
                case .activeShareOfOnline: 1
                default: online[day]?[index.pair(observation.market, observation.place)]
                }
            return .init(
                day: day, value: observation.value, logError: ObservationError(observation, settings, []).ofLogarithm, limit: limit)
        }
        func isLike(_ a: Observation, _ b: Observation) -> Bool {
            (a.market, a.place, a.measure) == (b.market, b.place, b.measure)
        }
        series = later.map { target in ObservedSeries(earlier.filter { isLike($0, target) }.compactMap(point)) }
        targets = later.map(point)
        let first = earlier.indices.filter { i in !earlier[..<i].contains { isLike($0, earlier[i]) } }
        walk = LastValueForecast(first.map { i in ObservedSeries(earlier.filter { isLike($0, earlier[i]) }.compactMap(point)) })
        self.size = size
    }

    /// Of the later observation of that index; nil where there is nothing to go by.
    func lastValue(_ index: Int) -> SampleForecast? {
        targets[index].flatMap { walk?.forecast(series[index], $0, size: size) }
    }

    func logistic(_ index: Int) -> SampleForecast? {
        targets[index].flatMap { LogisticForecast.forecast(series[index], $0, size: size) }
    }
}
