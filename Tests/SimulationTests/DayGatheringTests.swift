import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

/// What is gathered day by day, by hand.
@Suite struct DayGatheringTests {
    /// Days of output from 31 January on: months are counted from start, so that short ones take their last day, and the end has a row.
    @Test func monthsFromTheThirtyFirst() throws {
        let scenario = try TestScenario.read(
            #"""
            {"format": 1, "start": "2021-01-31", "end": "2021-06-15", "output_every": "P1M", "services": {"s": {}},
             "markets": {"m": {"online_population": 100, "services": {"s": {"direct_users": 5, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}}}}}}
            """#)
        var days = OutputDays(scenario)
        let found = (0...135).filter { days.contains($0) }
        // 31 January, 28 February, 31 March, 30 April, 31 May, 15 June.
        #expect(found == [0, 28, 59, 89, 120, 135])
    }

    /// Users by day, and whether the service was blocked.
    private let course: [(users: Double, isBlocked: Bool)] = [(50, false), (80, false), (60, true), (20, true), (30, true), (10, false)]

    @Test func extremes() {
        var extremes = PairExtremes<Double>()
        for (day, (users, isBlocked)) in course.enumerated() { extremes.observe(users, isBlocked: isBlocked, day: day) }
        #expect(extremes.atStart == 50 && extremes.peak == 80 && extremes.lowestWhileBlocked == 20 && extremes.daysBlocked == 3)
    }

    /// Shares are of however few users; of none there are none.
    @Test(arguments: [0.01, 1000]) func sharesOfUsers(_ people: Double) throws {
        let run = try CollectedRun(
            TestScenario.onePair(
                days: 30,
                pair:
                    #""direct_users": \#(50 * people), "circumventing_users": \#(20 * people), "adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#,
                steps: #""block": {"on": "2020-01-05", "effectiveness": 0.8, "trust_loss": 0.5}"#))
        let (pair, summary) = (run.days[30][0], run.summaries[0])
        #expect(summary["circumventing_share_at_end"]! == pair.circumventingUsers / pair.activeUsers)
        #expect(summary["share_lost_at_end"]! == 1 - pair.activeUsers / pair.counterfactualActiveUsers)
    }

    @Test func thePeakOfLessThanOneUser() {
        var (one, lanes) = (PairExtremes<Double>(), PairExtremes<SIMD8<Double>>())
        for (day, users) in [0.2, 0.5, 0.1].enumerated() {
            one.observe(users, isBlocked: false, day: day)
            lanes.observe(SIMD8(repeating: users), isBlocked: .init(repeating: false), day: day)
        }
        #expect(one.peak == 0.5 && lanes.lane(7).peak == 0.5 && one.atStart == 0.2 && lanes.lane(0).atStart == 0.2)
    }

    /// A lane with that course, one never blocked, one always, and lanes between that have nobody.
    @Test func extremesLaneByLane() {
        var extremes = PairExtremes<SIMD8<Double>>()
        for (day, (users, isBlocked)) in course.enumerated() {
            var mask = SIMDMask<SIMD8<Int64>>(repeating: false)
            mask[1] = isBlocked
            mask[4] = true
            extremes.observe(SIMD8(0, users, 0, users, users, 0, 0, 0), isBlocked: mask, day: day)
        }
        let (mixed, never, always) = (extremes.lane(1), extremes.lane(3), extremes.lane(4))
        #expect(mixed.atStart == 50 && mixed.peak == 80 && mixed.lowestWhileBlocked == 20 && mixed.daysBlocked == 3)
        #expect(never.atStart == 50 && never.peak == 80 && never.lowestWhileBlocked == .infinity && never.daysBlocked == 0)
        #expect(always.atStart == 50 && always.peak == 80 && always.lowestWhileBlocked == 10 && always.daysBlocked == 6)
        #expect(extremes.lane(0).peak == 0 && extremes.lane(0).daysBlocked == 0)
    }
}
