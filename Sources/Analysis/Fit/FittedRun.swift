internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// The run of a scenario as a function of its free parameters, seen on the dates of observations.
struct FittedRun: Sendable {
    private let scenario: Scenario
    /// Indices into `Scenario.uncertain`.
    private let free: [Int]
    private let medians: Draws
    private let empty: ObservedValues
    /// Day of the last observation inside the run; nil where there is none.
    private let lastDay: Int?

    init(_ scenario: Scenario, _ observations: [Observation], free: [Int]) {
        self.scenario = scenario
        self.free = free
        medians = scenario.medianDraws
        empty = ObservedValues(observations, PairIndex(scenario), start: scenario.start)
        let days = empty.observations.map { $0.date.dayNumber - scenario.start.dayNumber }
        lastDay = days.filter { (0...scenario.end.dayNumber - scenario.start.dayNumber).contains($0) }.max()
    }

    /// As `ObservedValues` orders them.
    var observations: [Observation] { empty.observations }

    /// The days after the last observation are not needed.
    private struct Enough: Error {}

    /// One for each observation, from one value for each free parameter; nil where the run fails.
    func modelled(_ values: [Double]) -> [Double?]? {
        modelled(
            scenario.draws { index in
                free.firstIndex(of: index).map { values[$0] } ?? medians[.uncertain(index)]
            } posterior: {
                $0.medians
            })
    }

    /// The same from one value for each of the scenario's uncertain quantities.
    func modelled(_ draws: Draws) -> [Double?]? {
        var observed = empty
        guard let lastDay else { return observed.modelled }
        do {
            _ = try ScenarioRun.run(scenario, draws) { record, _ in
                observed.observe(record)
                if record.day == lastDay { throw Enough() }
            }
        } catch is Enough {
        } catch {
            return nil
        }
        return observed.modelled
    }
}
