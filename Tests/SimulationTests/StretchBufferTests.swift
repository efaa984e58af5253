import Numerics
import TestSupport
import Testing

@testable import EnforcementModel
@testable import Simulation

/// What packs show on days of output goes in and comes out number by number.
@Suite struct StretchBufferTests {
    private let packs = 3
    private let days = 4
    private let pairs = 2

    /// A number for each place, pack and lane, with a sign by lane; the last three digits tell the pack and lane.
    private func number(_ day: Int, _ pair: Int, _ measure: Int, _ pack: Int, _ lane: Int) -> Double {
        let place = Double((day * pairs + pair) * 14 + measure)
        return (lane == 3 ? -1 : 1) * (place * 1000 + Double(pack * 8 + lane))
    }

    private func figures<Value>(_ value: (Int) -> Value) -> PairFigures<Value> {
        PairFigures(
            onlinePopulation: value(0), directUsers: value(2), circumventingUsers: value(3), waitingUsers: value(4), leftUsers: value(5),
            potentialUsers: value(6), activeUsers: value(1), counterfactualActiveUsers: value(7), newUsersPerDay: value(8),
            blockEffectiveness: value(9), toolsWorking: value(10), awareness: value(11), messagesPerDay: value(12), userDaysLost: value(13),
            userDays: value(0))
    }

    /// Packs 0 and 2 written as wholes, pack 1 member by member.
    private func filled() -> StretchBuffer {
        let buffer = StretchBuffer(packs: packs, days: days, pairs: pairs)
        for day in 0..<days {
            for pair in 0..<pairs {
                for pack in [0, 2] {
                    let shown = figures { m in SIMD8<Double>(lanes: (0..<8).map { number(day, pair, m, pack, $0) }) }
                    let codes = SIMD8<UInt8>(repeating: UInt8(day * 10 + pair * 5 + pack))
                    #expect(buffer.write(shown, codes, day: day, pair: pair, pack: pack) == .init(repeating: false))
                }
                for lane in 0..<8 {
                    var status = PairStatus()
                    status.access = lane < 3 ? .blocked : .open
                    status.registry = pair == 1 ? .complied : .none
                    let shown = PairMeasures(status: status, figures: figures { number(day, pair, $0, 1, lane) })
                    #expect(!buffer.write(shown, day: day, pair: pair, pack: 1, lane: lane))
                }
            }
        }
        return buffer
    }

    private func values(_ buffer: StretchBuffer, day: Int, place: Int) -> [Double] {
        var found: [Double] = []
        buffer.withValues(day: day, place: place) { packs in
            for pack in packs.indices { found += (0..<8).map { packs[pack][$0] } }
        }
        return found
    }

    @Test func everyNumberHasItsPlace() {
        let buffer = filled()
        for day in 0..<days {
            for pair in 0..<pairs {
                for m in 0..<14 {
                    let expected = (0..<24).map { number(day, pair, m, $0 / 8, $0 % 8) }
                    #expect(values(buffer, day: day, place: pair * 14 + m) == expected)
                }
                for pack in [0, 2] {
                    #expect(buffer.statuses(day: day, pair: pair, pack: pack) == .init(repeating: UInt8(day * 10 + pair * 5 + pack)))
                }
            }
        }
    }

    @Test func rangesAndStatusesAreThoseOfWhoIsPresent() {
        let buffer = filled()
        var isIn = [Bool](repeating: true, count: 24)
        #expect(buffer.range(PresentMembers(isIn), day: 2, place: 15).least == number(2, 1, 1, 2, 3))
        #expect(buffer.range(PresentMembers(isIn), day: 2, place: 15).greatest == number(2, 1, 1, 2, 7))
        for place in [0, 9, 19, 23] { isIn[place] = false }
        let present = PresentMembers(isIn)
        #expect(buffer.range(present, day: 2, place: 15).least == number(2, 1, 1, 1, 3))
        #expect(buffer.range(present, day: 2, place: 15).greatest == number(2, 1, 1, 2, 6))
        // Seven of pack 0, two blocked and five open of pack 1, six of pack 2.
        var counts = [Int](repeating: 0, count: 54)
        (counts[25], counts[20], counts[2], counts[27]) = (7, 2, 5, 6)
        #expect(buffer.statusCounts(present, day: 2, pair: 1) == counts)
        isIn = .init(repeating: true, count: 24)
        (counts[25], counts[20], counts[2], counts[27]) = (8, 3, 5, 8)
        #expect(buffer.statusCounts(PresentMembers(isIn), day: 2, pair: 1) == counts)
    }

    @Test func anotherBufferIsTakenFromTheDaysOfAStretch() {
        let (buffer, other) = (filled(), filled())
        buffer.subtract(other, days: 3)
        for place in 0..<28 {
            for day in 0..<3 { #expect(values(buffer, day: day, place: place) == .init(repeating: 0, count: 24)) }
            #expect(values(buffer, day: 3, place: place) == values(other, day: 3, place: place))
        }
    }

    /// 1e150, whose square a double just holds, has no place any more, below zero as well as above, nor has what isn't a number.
    @Test(arguments: [(9e149, false), (-9e149, false), (1e150, true), (-1e150, true), (.infinity, true), (.nan, true)])
    func valuesThatBandsCannotHold(_ value: Double, _ isTooLarge: Bool) {
        let buffer = StretchBuffer(packs: 1, days: 1, pairs: 1)
        for m in 0..<14 {
            var lanes = SIMD8<Double>(repeating: 1)
            lanes[6] = value
            let found = buffer.write(figures { $0 == m ? lanes : .zero }, .zero, day: 0, pair: 0, pack: 0)
            #expect((0..<8).allSatisfy { found[$0] == ($0 == 6 && isTooLarge) })
            let measures = PairMeasures(status: PairStatus(), figures: figures { $0 == m ? value : 0 })
            #expect(buffer.write(measures, day: 0, pair: 0, pack: 0, lane: 2) == isTooLarge)
        }
    }

    /// Of four packs, each whole, lacking one, or empty: a run of whole ones, and all others member by member.
    @Test func whoIsPresentIsCountedOnce() {
        for pattern in 0..<81 {
            let kinds = [pattern % 3, pattern / 3 % 3, pattern / 9 % 3, pattern / 27]
            let isIn = kinds.enumerated().flatMap { pack, kind in (0..<8).map { kind == 0 || kind == 1 && $0 != 2 * pack } }
            let present = PresentMembers(isIn)
            let members =
                present.wholePacks.flatMap { pack in (0..<8).map { pack * 8 + $0 } } + present.others.map { $0.pack * 8 + $0.lane }
            #expect(members.sorted() == isIn.indices.filter { isIn[$0] })
            let first = kinds.firstIndex(of: 0) ?? 4
            #expect(present.wholePacks == first..<(kinds[first...].firstIndex { $0 != 0 } ?? 4))
        }
    }
}
