internal import Glibc

/// A naive rival: a logistic curve up to the limit, by weighted least squares through the past of the series.
///
/// A logistic curve is a line in ln(y / (limit − y)), with the observations' errors carried over to that scale.
enum LogisticForecast {
    /// What will be observed on a day.
    ///
    /// - Parameters:
    ///   - limit: what it can't pass then.
    ///   - error: of that observation.
    ///
    /// Nil where there is no limit, a value isn't below it, or the series doesn't have two dates.
    static func forecast(_ series: ObservedSeries, day: Int, limit: Double?, _ error: ObservationError, size: Int) -> SampleForecast? {
        guard let limit, Set(series.points.map(\.day)).count > 1 else { return nil }
        var (weight, time, logit) = (0.0, 0.0, 0.0)
        var line: [(time: Double, logit: Double, weight: Double)] = []
        for point in series.points {
            guard let limit = point.limit, point.value < limit else { return nil }
            // d ln(y/(L − y)) = d ln y / (1 − y/L)
            let error = point.logError / (1 - point.value / limit)
            line.append((Double(point.day - day), log(point.value / (limit - point.value)), 1 / (error * error)))
        }
        for point in line {
            weight += point.weight
            time += point.weight * point.time
            logit += point.weight * point.logit
        }
        time /= weight
        logit /= weight
        var (moment, product) = (0.0, 0.0)
        for point in line {
            moment += point.weight * (point.time - time) * (point.time - time)
            product += point.weight * (point.time - time) * (point.logit - logit)
        }
        // On the day itself, time 0.
        let expected = logit - product / moment * time
        let variance = 1 / weight + time * time / moment
        switch error.scale {
        case .log:
            let observing = error.deviation * (1 + exp(expected))
            let spread = (variance + observing * observing).squareRoot()
            return SampleForecast(normalScores(size).map { limit / (1 + exp(-expected - spread * $0)) })
        case .linear:
            let spread = variance.squareRoot()
            return error.forecast(size: size) { limit / (1 + exp(-expected - spread * $0)) }
        }
    }
}
