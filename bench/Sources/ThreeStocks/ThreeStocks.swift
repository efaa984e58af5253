import Numerics

/// The problem of three stocks: users of a market by day, of many members.
struct ThreeStocks: Sendable {
    static let days = 1826
    /// Members are solved in blocks of so many packs, whose values are put into bands day by day.
    static let blockPacks = 16

    let members: Int
    let tolerance: Double
    /// Whether quantiles of every day are wanted.
    let wantsBands: Bool

    /// As three_stocks.py has them.
    static func parameters(_ member: Int) -> [Double] {
        let u = [2.0, 3, 5, 7, 11].map { (Double(member + 1) * $0.squareRoot()).truncatingRemainder(dividingBy: 1) }
        return [(0.005 + 0.01 * u[0]) / 365.25, (0.8 + 0.8 * u[1]) / 365.25, 30 + 20 * u[2], 0.1 + 0.8 * u[3], 0.1 + 0.6 * u[4]]
    }

    /// Writes active users of eight members by day.
    func solve(pack: Int, into active: PackMatrix, at place: Int) throws {
        let system = BlockedMarket(ArraySlice((pack * 8..<pack * 8 + 8).flatMap(Self.parameters)))
        let integrator = LockstepIntegrator(system, relativeTolerance: tolerance, absoluteTolerances: [tolerance, tolerance, tolerance])
        var state: [SIMD8<Double>] = [.init(repeating: 2), .zero, .zero]
        var (day, time) = (0, 0.0)
        for (end, isBlocked) in [(800.0, false), (1500.0, true), (1825.0, false)] {
            system.isBlocked = isBlocked
            integrator.restart(at: time, from: state.span)
            while integrator.time < end {
                try integrator.step(notPast: end)
                guard Double(day) < integrator.time else { continue }
                integrator.prepareDenseSolution()
                while Double(day) < integrator.time {
                    let part = integrator.part(at: Double(day))
                    active[day, place] = integrator.solution(atPart: part, of: 0) + integrator.solution(atPart: part, of: 1)
                    day += 1
                }
            }
            time = end
            state = (0..<3).map { integrator.state(of: $0) }
        }
        active[day, place] = state[0] + state[1]
    }

    /// The bands of every day over the members of some blocks.
    func bands(_ blocks: StrideTo<Int>, shown: Bool) -> [LogLinearHistogram] {
        var sketches = [LogLinearHistogram](repeating: LogLinearHistogram(), count: wantsBands ? Self.days : 0)
        let active = PackMatrix(rows: Self.days, columns: Self.blockPacks | 1)
        defer { active.deallocate() }
        for block in blocks {
            for place in 0..<min(Self.blockPacks, members / 8 - block) {
                do { try solve(pack: block + place, into: active, at: place) } catch { fatalError("\(error)") }
            }
            let packs = min(Self.blockPacks, members / 8 - block)
            for day in sketches.indices {
                active.withRow(day) { row in
                    let row = row.extracting(0..<packs)
                    let range = ValueRange(row)
                    sketches[day].count(row, from: range.least, through: range.greatest)
                    sketches[day].widen(least: range.least, greatest: range.greatest)
                }
            }
            if shown {
                for day in 0..<Self.days {
                    print((0..<2).flatMap { pack in (0..<8).map { "\(active[day, pack][$0])" } }.joined(separator: ","))
                }
            }
        }
        return sketches
    }
}
