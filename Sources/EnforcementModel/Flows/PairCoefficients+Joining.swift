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
    func joining(active: Value, ceiling: Value, free: Value) -> Value {
        switch curve {
        case .bass: (self[.innovation] * ceiling + self[.imitation] * active) * free
        case .logistic: self[.imitation] * active * free
        case .gompertz:
            active.combined(with: free) { active, free in active > 0 && free < 1 ? -active * log1p(-free) : 0 } * self[.imitation]
        case .richards:
            // Stocks that a stage of the integration puts just below zero must not make y negative.
            self[.imitation] / self[.shape] * active * (Value.allOne - (Value.allOne - free).atLeastZero.combined(with: self[.shape], pow))
        }
    }
}
