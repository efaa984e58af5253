internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// Gathers the model's values on the dates of observations while a run goes by.
struct ObservedValues {
    private let observations: [Observation]
    private let index: PairIndex
    /// The observations of each day of the run.
    private let byDay: [Int: [Int]]
    private var modelled: [Double?]

    init(_ observations: [Observation], _ index: PairIndex, start: CalendarDate) {
        // In time order, then markets and services in file order, then as they stand in their file.
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

    mutating func observe(_ record: DayRecord) {
        for i in byDay[record.day] ?? [] {
            let observation = observations[i]
            modelled[i] = observation.measure.value(of: record.pairs[index.pair(observation.market, observation.place)])
        }
    }

    var rows: [ObservedRow] {
        zip(observations, modelled).map { observation, modelled in
            ObservedRow(
                date: DateText(observation.date), pair: index.all[index.pair(observation.market, observation.place)],
                observation: observation,
                modelled: modelled)
        }
    }
}

extension Observation.Measure {
    /// The model's value; nil where it isn't defined.
    func value(of pair: PairMeasures) -> Double? {
        if let measure = BandMeasure(rawValue: rawValue) { return measure.value(of: pair) }
        return pair.onlinePopulation > 0 ? pair.activeUsers / pair.onlinePopulation : nil
    }
}
