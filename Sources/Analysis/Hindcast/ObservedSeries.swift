internal import Numerics

/// What was observed of one measure of one pair, in time order.
struct ObservedSeries: Sendable, Equatable {
    /// One observation.
    struct Point: Sendable, Equatable {
        /// Any count of days.
        let day: Int
        /// More than 0.
        let value: Double
        let error: ObservationError
        /// What the value can't pass, such as the people online on the day; nil where there is no such bound.
        let limit: Double?

        /// Standard error of the value's logarithm.
        var logError: Double { error.ofLogarithm(at: value) }
    }
    /// In time order.
    let points: [Point]

    init(_ points: [Point]) { self.points = points }
}

/// The middles of equal parts of the standard normal distribution: a sample without chance.
func normalScores(_ count: Int) -> [Double] { (0..<count).map { CDF.normalInverse((Double($0) + 0.5) / Double(count)) } }
