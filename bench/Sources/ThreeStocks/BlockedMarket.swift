import Numerics

/// One market of three stocks: direct, circumventing and waiting users, in millions, under a block of which all members differ.
final class BlockedMarket: LockstepSystem {
    let dimension = 3
    let innovation: SIMD8<Double>
    let imitation: SIMD8<Double>
    let ceiling: SIMD8<Double>
    let perCeiling: SIMD8<Double>
    let effectiveness: SIMD8<Double>
    let turning: SIMD8<Double>
    static let leaving = 0.1
    static let returning = 0.2
    // Set between steps only: a check at each evaluation would take a tenth of it.
    @exclusivity(unchecked) var isBlocked = false

    /// - Parameter parameters: innovation and imitation a day, ceiling, effectiveness, share turning to tools of each of eight members.
    init(_ parameters: ArraySlice<Double>) {
        func lanes(_ column: Int) -> SIMD8<Double> {
            var lanes = SIMD8<Double>.zero
            for lane in 0..<8 { lanes[lane] = parameters[parameters.startIndex + lane * 5 + column] }
            return lanes
        }
        (innovation, imitation, ceiling) = (lanes(0), lanes(1), lanes(2))
        perCeiling = 1 / ceiling
        (effectiveness, turning) = (lanes(3), lanes(4))
    }

    func derivatives(at time: Double, of y: Span<SIMD8<Double>>, into dy: inout MutableSpan<SIMD8<Double>>) {
        let (direct, circumventing, waiting) = (y[0], y[1], y[2])
        let active = direct + circumventing
        let joining = (innovation * ceiling + imitation * active) * (1 - (active + waiting) * perCeiling)
        if isBlocked {
            let shutOut = Self.leaving * effectiveness * direct
            dy[0] = joining * (1 - effectiveness) - shutOut
            dy[1] = turning * (joining * effectiveness + shutOut)
            dy[2] = (1 - turning) * shutOut
        } else {
            let (back, home) = (Self.returning * circumventing, Self.returning * waiting)
            dy[0] = joining + back + home
            dy[1] = -back
            dy[2] = -home
        }
    }
}
