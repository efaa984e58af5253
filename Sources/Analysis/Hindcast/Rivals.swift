internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// The naive forecasts of later observations from earlier ones.
struct Rivals: Sendable {
    private let targets: [ForecastTarget]
    /// By target.
    private let series: [ObservedSeries]
    private let limits: [Double?]
    private let walk: LastValueForecast?
    private let size: Int

    /// - Throws: `FitFailure.notComputed` where the plain run, which tells who is online, can't be computed.
    init(_ scenario: Scenario, _ earlier: [Observation], _ targets: [ForecastTarget], _ errors: ObservationErrors, size: Int)
        throws(FitFailure)
    {
        let index = PairIndex(scenario)
        let past = earlier.map { (target: ForecastTarget($0, start: scenario.start, errors), value: $0.value) }
        let days = Set((past.map(\.target) + targets).map(\.day))
        var online: [Int: [Double]] = [:]
        do {
            _ = try ScenarioRun.run(scenario) { record, _ in
                if days.contains(record.day) { online[record.day] = record.pairs.map(\.onlinePopulation) }
            }
        } catch {
            throw .notComputed("\(error)")
        }
        func limit(_ target: ForecastTarget) -> Double? {
            switch target.measure {
            case .onlinePopulation: nil
            case .activeShareOfOnline: 1
            default: online[target.day]?[index.pair(target.market, target.place)]
            }
        }
        func series(_ target: ForecastTarget) -> ObservedSeries {
            ObservedSeries(
                past.filter { $0.value > 0 && $0.target.isLike(target) }.map {
                    .init(day: $0.target.day, value: $0.value, error: $0.target.error, limit: limit($0.target))
                })
        }
        self.targets = targets
        self.series = targets.map(series)
        limits = targets.map(limit)
        let first = past.indices.filter { i in !past[..<i].contains { $0.target.isLike(past[i].target) } }
        walk = LastValueForecast(first.map { series(past[$0].target) })
        self.size = size
    }

    /// Of the target of that index; nil where there is nothing to go by.
    func lastValue(_ index: Int) -> SampleForecast? {
        walk?.forecast(series[index], day: targets[index].day, targets[index].error, size: size)
    }

    /// Of the target of that index; nil where there is nothing to go by.
    func logistic(_ index: Int) -> SampleForecast? {
        LogisticForecast.forecast(series[index], day: targets[index].day, limit: limits[index], targets[index].error, size: size)
    }
}
