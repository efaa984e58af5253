public import EnforcementModel
public import ScenarioFormat
public import Simulation

/// Gathers the model's values on the dates of observations while a run goes by.
public struct ObservedValues: Sendable {
    /// In time order, then markets and services in file order, then as they stand in their file.
    public let observations: [Observation]
    /// One for each observation; nil outside the run and where the measure isn't defined.
    public private(set) var modelled: [Double?]

    private let index: PairIndex
    /// The observations of each day of the run.
    private let byDay: [Int: [Int]]

    /// The observations of a scenario that begins at `start`, none of them met yet.
    public init(_ observations: [Observation], _ index: PairIndex, start: CalendarDate) {
        self.observations = observations.enumerated()
            .sorted {
                ($0.element.date.dayNumber, $0.element.market, $0.element.place, $0.offset) < (
                    $1.element.date.dayNumber, $1.element.market, $1.element.place, $1.offset
                )
            }
            .map(\.element)
        self.index = index
        byDay = Dictionary(grouping: self.observations.indices) { [sorted = self.observations] in
            sorted[$0].date.dayNumber - start.dayNumber
        }
        modelled = .init(repeating: nil, count: observations.count)
    }

    /// Takes from a day what was observed on it; days may come in any order.
    public mutating func observe(_ record: DayRecord) {
        for i in byDay[record.day] ?? [] {
            let observation = observations[i]
            modelled[i] = observation.measure.value(of: record.pairs[index.pair(observation.market, observation.place)])
        }
    }
}

extension Observation.Measure {
    /// The model's value; nil where it isn't defined.
    func value(of pair: PairMeasures) -> Double? {
        if let measure = BandMeasure(rawValue: rawValue) { return measure.value(of: pair.figures) }
        return pair.onlinePopulation > 0 ? pair.activeUsers / pair.onlinePopulation : nil
    }
}
