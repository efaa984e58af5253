internal import Numerics

/// What a pair's summary gathers day by day: of one member, or of several, one in each lane. Unit: people.
struct PairExtremes<Value: Sendable>: Sendable {
    var atStart: Value
    var peak: Value
    var lowestWhileBlocked: Value
    /// Unit: days.
    var daysBlocked: Value
}

extension PairExtremes<Double> {
    init() { self.init(atStart: 0, peak: 0, lowestWhileBlocked: .infinity, daysBlocked: 0) }

    /// Notes a whole day.
    mutating func observe(_ active: Double, isBlocked: Bool, day: Int) {
        if day == 0 { atStart = active }
        peak = max(peak, active)
        if isBlocked {
            daysBlocked += 1
            lowestWhileBlocked = min(lowestWhileBlocked, active)
        }
    }
}

extension PairExtremes<SIMD8<Double>> {
    init() { self.init(atStart: .zero, peak: .zero, lowestWhileBlocked: .init(repeating: .infinity), daysBlocked: .zero) }

    /// Notes a whole day.
    ///
    /// - Parameter isBlocked: the lanes in which the service is blocked.
    @inline(__always)
    mutating func observe(_ active: SIMD8<Double>, isBlocked: SIMDMask<SIMD8<Int64>>, day: Int) {
        if day == 0 { atStart = active }
        peak = active.larger(than: peak)
        daysBlocked.replace(with: daysBlocked + 1, where: isBlocked)
        lowestWhileBlocked.replace(with: active, where: isBlocked .& (active .< lowestWhileBlocked))
    }

    /// Those of one lane.
    func lane(_ lane: Int) -> PairExtremes<Double> {
        PairExtremes<Double>(
            atStart: atStart[lane], peak: peak[lane], lowestWhileBlocked: lowestWhileBlocked[lane], daysBlocked: daysBlocked[lane])
    }
}
