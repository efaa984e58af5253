internal import EnforcementModel
internal import Numerics
public import ScenarioFormat
internal import Simulation

/// How a hindcast is made.
public struct HindcastSettings: Sendable {
    /// The last date whose observations are used.
    public var until: CalendarDate
    /// How many members the forecast's ensemble has.
    public var members: Int
    /// Of all draws.
    public var seed: UInt64

    /// Settings as given; nothing is checked.
    public init(until: CalendarDate, members: Int, seed: UInt64) {
        self.until = until
        self.members = members
        self.seed = seed
    }

    /// What the members of a forecast take, about. Unit: bytes.
    public func memory(observations: Int) -> Double { Double(members) * (256 + 64 * Double(observations)) }
}

/// A forecast of what has already happened: a scenario is fitted to the observations up to a date, and its ensemble and two naive rivals
/// are held against those after it.
public struct Hindcast: Sendable {
    private let scenario: Scenario
    private let settings: HindcastSettings
    private let fit: Fit
    private let fitSettings: FitSettings
    /// Indices into `Scenario.uncertain`.
    private let free: [Int]
    /// Observations inside the run, in time order.
    private let earlier: [Observation]
    private let later: [Observation]

    /// The path of the draw that chooses a row of the posterior, as in an ensemble of a scenario that has one.
    private static let posteriorPath = "posterior"

    /// Fits to observations up to a date and forecasts those after it; `free` names parameters with a distribution of numbers, their prior.
    ///
    /// - Throws: `FitFailure` where there is nothing to fit to, or nothing to forecast.
    public init(_ scenario: Scenario, _ observations: [Observation], free: [String], _ settings: HindcastSettings) throws(FitFailure) {
        self.scenario = scenario
        self.settings = settings
        self.free = try FreeNames.indices(free, in: scenario)
        let inside = ObservedValues(observations, PairIndex(scenario), start: scenario.start).observations.filter {
            $0.date >= scenario.start && $0.date <= scenario.end
        }
        earlier = inside.filter { $0.date <= settings.until }
        later = inside.filter { $0.date > settings.until }
        let places = "from the scenario's start (\(scenario.start)) to its end (\(scenario.end))"
        var faults: [String] = []
        if earlier.isEmpty { faults.append("no observation \(places) is as early as \(settings.until); choose a later `--until`") }
        if later.isEmpty { faults.append("no observation \(places) is later than \(settings.until); choose an earlier `--until`") }
        guard faults.isEmpty else { throw .observations(faults) }
        var fitSettings = FitSettings()
        fitSettings.profiles = false
        fitSettings.draws = settings.members
        fitSettings.seed = settings.seed
        self.fitSettings = fitSettings
        fit = try Fit(scenario, earlier, free: free, fitSettings)
    }

    /// Fits, runs the ensemble and scores.
    ///
    /// - Throws: `FitFailure.notComputed` where the fit or a member can't be computed.
    public func run() async throws(FitFailure) -> HindcastResult {
        let fitted = try await fit.run()
        let samples = try await members(fitted.draws)
        let errors = ObservationErrors(fitSettings, fitted.scales, earlier: earlier)
        let targets = later.map { ForecastTarget($0, start: scenario.start, errors) }
        let rivals = try Rivals(scenario, earlier, targets, errors, size: settings.members)
        let rows = later.indices.flatMap { i in
            Forecaster.allCases.compactMap { forecaster in
                let forecast: SampleForecast? =
                    switch forecaster {
                    case .model: forecast(of: targets[i], samples.map { $0[i] })
                    case .lastValue: rivals.lastValue(i)
                    case .logistic: rivals.logistic(i)
                    }
                return forecast.map { HindcastRow(later[i], forecaster, $0) }
            }
        }
        return HindcastResult(fit: fitted, rows: rows)
    }

    /// The model's values of the later observations, member by member.
    private func members(_ posterior: [[Double]]) async throws(FitFailure) -> [[Double?]] {
        let ensemble = EnsembleSettings(members: settings.members, seed: settings.seed, design: .random)
        guard let design = EnsembleDesign(scenario, ensemble) else { throw .notComputed("the ensemble has no design") }
        let chooser = DrawStream(seed: settings.seed, name: Self.posteriorPath)
        let run = FittedRun(scenario, later, free: free)
        let results = await Concurrently.map(Array(0..<settings.members)) { member in
            let row = posterior[min(Int(chooser.uniform(member: member) * Double(posterior.count)), posterior.count - 1)]
            let own = design.draws(member)
            return run.modelled(
                Draws(scenario.uncertain.indices.map { index in free.firstIndex(of: index).map { row[$0] } ?? own[.uncertain(index)] }))
        }
        let computed = results.compactMap { $0 }
        guard computed.count == settings.members else {
            throw .notComputed(
                "\(settings.members - computed.count) of \(settings.members) members can't be computed; run `simulate ensemble` to see why")
        }
        return computed
    }

    /// What will be observed: the model's values with the observation's error, drawn for each member.
    ///
    /// Nil where the model has no value, such as a share of nobody.
    private func forecast(of target: ForecastTarget, _ modelled: [Double?]) -> SampleForecast? {
        let values = modelled.compactMap { $0 }
        guard values.count == settings.members else { return nil }
        let market = scenario.markets[target.market]
        let service = scenario.services[market.services[target.place].service].name
        let date = scenario.start.adding(days: target.day)
        let stream = DrawStream(seed: settings.seed, name: "hindcast/\(market.name)/\(service)/\(target.measure.rawValue)/\(date)")
        return SampleForecast(
            values.enumerated().map { target.error.observed($1, score: CDF.normalInverse(stream.uniform(member: $0))) })
    }
}
