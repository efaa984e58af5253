internal import ScenarioFormat

/// People online in a market: linear between knots, constant beyond; time in days from start.
struct PopulationCurve {
    private let knots: [(time: Double, people: Double)]

    init(_ population: OnlinePopulation, start: CalendarDate, _ draws: Draws) {
        switch population {
        case .steady(let quantity): knots = [(0, draws[quantity])]
        case .series(let points): knots = points.map { ($0.day - Double(start.dayNumber), $0.people) }
        }
    }

    /// A stretch without knots: N(t) = people + slope (t − start).
    struct Piece {
        var start = 0.0
        var people = 0.0
        /// Unit: people per day.
        var slope = 0.0
    }

    /// The piece that begins at or reaches over `time`.
    func piece(from time: Double) -> Piece {
        let next = firstKnot(after: time)
        guard next > 0 else { return Piece(start: time, people: knots[0].people) }
        let before = knots[next - 1]
        guard next < knots.count else { return Piece(start: before.time, people: before.people) }
        let after = knots[next]
        return Piece(start: before.time, people: before.people, slope: (after.people - before.people) / (after.time - before.time))
    }

    /// The first knot after `time`; infinity where none is left.
    func nextKnot(after time: Double) -> Double {
        let next = firstKnot(after: time)
        return next < knots.count ? knots[next].time : .infinity
    }

    /// The index of the first knot after `time`, found by halving; the number of knots where none is left.
    private func firstKnot(after time: Double) -> Int {
        var (low, high) = (0, knots.count)
        while low < high {
            let middle = (low + high) / 2
            if knots[middle].time > time { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
