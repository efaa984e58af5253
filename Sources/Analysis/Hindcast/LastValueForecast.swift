internal import Glibc

/// A naive rival: as last time, with the spread of a random walk of the logarithm.
struct LastValueForecast: Sendable {
    /// Unit: 1/day.
    let variancePerDay: Double

    /// - Parameter series: what was observed up to the date of the forecast; the walk is that of all of them, as each is short.
    ///
    /// Nil where none of them has two dates.
    init?(_ series: [ObservedSeries]) {
        let steps = series.flatMap { one in
            zip(one.points, one.points.dropFirst()).filter { $0.day < $1.day }.map { earlier, later in
                let step = log(later.value / earlier.value)
                return step * step / Double(later.day - earlier.day)
            }
        }
        guard !steps.isEmpty else { return nil }
        variancePerDay = steps.reduce(0, +) / Double(steps.count)
    }

    /// What will be observed on a day.
    ///
    /// - Parameter error: of that observation.
    ///
    /// Nil where the series is empty.
    func forecast(_ series: ObservedSeries, day: Int, _ error: ObservationError, size: Int) -> SampleForecast? {
        guard let last = series.points.last else { return nil }
        let variance = variancePerDay * Double(day - last.day)
        switch error.scale {
        case .log:
            let spread = (variance + error.deviation * error.deviation).squareRoot()
            return SampleForecast(normalScores(size).map { last.value * exp(spread * $0) })
        case .linear:
            let spread = variance.squareRoot()
            return error.forecast(size: size) { last.value * exp(spread * $0) }
        }
    }
}
