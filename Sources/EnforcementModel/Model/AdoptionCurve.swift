internal import Glibc
internal import ScenarioFormat

extension PairCoefficients {
    /// a₀: people per day who would join if no block stood in the way and nothing advertised the service.
    ///
    /// - Parameters:
    ///   - active: A.
    ///   - ceiling: K.
    ///   - free: P/K = 1 − y, or 0 where K = 0 or the stocks exceed it.
    /// - Source: Bass 1969; Verhulst 1838; Gompertz 1825; Richards 1959.
    @inline(__always)
    func joining(active: Double, ceiling: Double, free: Double) -> Double {
        switch curve {
        case .bass: return (innovation * ceiling + imitation * active) * free
        case .logistic: return imitation * active * free
        case .gompertz: return active > 0 && free < 1 ? -imitation * active * log1p(-free) : 0
        // Stocks that a stage of the integration puts just below zero must not make y negative.
        case .richards: return imitation / shape * active * (1 - pow(max(0, 1 - free), shape))
        }
    }
}
