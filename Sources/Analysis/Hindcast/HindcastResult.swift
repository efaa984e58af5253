public import ScenarioFormat

/// Who forecasts.
public enum Forecaster: String, CaseIterable, Sendable {
    /// The scenario, fitted to what was observed up to the date.
    case model
    case lastValue = "last_value"
    case logistic
}

/// What one forecaster said of an observation that came after, and how that did.
public struct HindcastRow: Sendable {
    /// What was then observed.
    public let observation: Observation
    /// Who forecast it.
    public let forecaster: Forecaster
    /// What was forecast.
    public let forecast: SampleForecast
    /// How that did.
    public let score: ForecastScore

    init(_ observation: Observation, _ forecaster: Forecaster, _ forecast: SampleForecast) {
        self.observation = observation
        self.forecaster = forecaster
        self.forecast = forecast
        score = ForecastScore(forecast, observed: observation.value)
    }
}

/// What came of a hindcast.
public struct HindcastResult: Sendable {
    /// How a forecaster did over all observations of a measure.
    public struct Scores: Sendable {
        /// What was observed.
        public let measure: Observation.Measure
        /// Who forecast it.
        public let forecaster: Forecaster
        /// How that did on the whole.
        public let summary: ScoreSummary
    }
    /// The fit to what was observed up to the date, without profiles.
    public let fit: FitResult
    /// In time order, then markets and services in file order; for each observation the forecasters that have something to go by.
    public let rows: [HindcastRow]

    /// By measure, as they come among the observations, and forecaster.
    public var scores: [Scores] {
        var measures: [Observation.Measure] = []
        for row in rows where !measures.contains(row.observation.measure) { measures.append(row.observation.measure) }
        return measures.flatMap { measure in
            Forecaster.allCases.compactMap { forecaster in
                let scores = rows.filter { $0.observation.measure == measure && $0.forecaster == forecaster }.map(\.score)
                return ScoreSummary(scores).map { Scores(measure: measure, forecaster: forecaster, summary: $0) }
            }
        }
    }
}
