import EnforcementModel
import Foundation
import ScenarioFormat
import TestSupport
import Testing

/// Relations between runs that hold whatever the numbers.
@Suite struct MetamorphicTests {
    /// A service with every flow of the model, and a substitute.
    private func scenario(
        days: Int = 700, people: Double = 1, order: [String] = ["s", "t"], steps: String, end: String? = nil, extra: String = ""
    ) throws -> CollectedRun {
        let pairs = [
            "s": """
            "s": {"direct_users": \(200_000 * people), "circumventing_users": \(2000 * people), "waiting_users": \(1000 * people),
                  "adoption": {"innovation_per_year": 0.02, "imitation_per_year": 0.9, "ceiling_share": 0.6}, "churn_per_year": 0.1,
                  "circumvention_share": 0.4, "circumvention_share_max": 0.7, "learning_days": 240, "fatigue_days": 300, "return_days": 4,
                  "tool_drop_days": 80, "give_up_days": 400, "reconsider_days": 900, "substitutes": {"t": 0.4}\(extra)}
            """,
            "t": """
            "t": {"direct_users": \(100_000 * people), "adoption": {"imitation_per_year": 0.4, "ceiling_share": 0.5}}
            """,
        ]
        return try CollectedRun(
            TestScenario.read(
                """
                {"format": 1, "start": "2020-01-01", "end": "\(end ?? CalendarDate.after2020(days))",
                 "services": {"s": {}, "t": {}},
                 "markets": {"m": {"online_population": \(1e6 * people), "services": {\(order.compactMap { pairs[$0] }.joined(separator: ","))}}},
                 "enforcement": {"c": {"market": "m", "service": "s", "steps": {\(steps)}}}}
                """))
    }

    private let block = #""block": {"on": "2020-06-01", "effectiveness": 0.8, "rollout_days": 5, "awareness": 0.5, "trust_loss": 0.02}"#

    /// Integration leaves a number of people far below one where there is nobody; of these no share is told.
    @Test(arguments: [(1e-20, false), (0.9e-6, false), (1.5e-6, true)]) func sharesAreOfPeople(_ users: Double, _ isDefined: Bool) throws {
        let scenario = try TestScenario.onePair(
            days: 30, pair: #""direct_users": \#(users), "adoption": {"imitation_per_year": 0, "ceiling_share": 0.5}"#,
            steps: #""block": {"on": "2020-01-11", "effectiveness": 0.1}"#)
        let summary = try #require(CollectedRun(scenario).summaries.first)
        for name in ["share_lost_at_end", "circumventing_share_at_end"] { #expect((try #require(summary[name]) != nil) == isDefined) }
    }

    @Test func everyoneIsSomewhere() throws {
        let run = try scenario(steps: block)
        for pairs in run.days {
            let s = pairs[0]
            let all = s.directUsers + s.circumventingUsers + s.waitingUsers + s.leftUsers + s.potentialUsers
            // Stocks below zero by less than the tolerance of 1e-3 people are shown as 0.
            #expect(agree(all, 600_000, relative: 0, absolute: 3e-3))
        }
    }

    @Test func theOrderOfPairsDoesNotMatter() throws {
        let (one, other) = (try scenario(steps: block), try scenario(order: ["t", "s"], steps: block))
        for (a, b) in zip(one.days, other.days) {
            #expect(agree(a[0].activeUsers, b[1].activeUsers, relative: 1e-9) && agree(a[1].activeUsers, b[0].activeUsers, relative: 1e-9))
        }
    }

    @Test func aBlockOfEffectivenessZeroChangesNothing() throws {
        let run = try scenario(steps: #""block": {"on": "2020-06-01", "effectiveness": 0}"#)
        for pairs in run.days {
            #expect(pairs[0].activeUsers == pairs[0].counterfactualActiveUsers && pairs[0].userDaysLost == 0 && pairs[1].userDaysLost == 0)
        }
    }

    /// A block as strict as the one before, long after it, and tools as before move nobody.
    @Test func sayingItTwiceChangesNothing() throws {
        let once = #""block": {"on": "2020-03-01", "effectiveness": 0.8}, "restrict_tools": {"on": "2020-04-01", "tools_working": 0.6}"#
        let twice =
            once + #", "again": {"action": "block", "on": "2021-03-01", "effectiveness": 0.8}"#
            + #", "more": {"action": "restrict_tools", "on": "2021-05-01", "tools_working": 0.6}"#
        for (a, b) in zip(try scenario(steps: once).days, try scenario(steps: twice).days) {
            #expect(agree(a[0].directUsers, b[0].directUsers, relative: 1e-7))
            #expect(agree(a[0].waitingUsers, b[0].waitingUsers, relative: 1e-7))
            #expect(agree(a[0].circumventingUsers, b[0].circumventingUsers, relative: 1e-7))
        }
    }

    @Test func twiceThePeopleGiveTwiceTheCurve() throws {
        let (one, two) = (try scenario(steps: block), try scenario(people: 2, steps: block))
        for (a, b) in zip(one.days, two.days) {
            #expect(
                agree(2 * a[0].activeUsers, b[0].activeUsers, relative: 1e-8)
                    && agree(2 * a[1].activeUsers, b[1].activeUsers, relative: 1e-8))
        }
    }

    /// To the last bit, though those who wait at start have become so few by then that rounding leaves them on either side of nobody.
    @Test func nothingHappensBeforeTheFirstStep() throws {
        let run = try scenario(steps: block)
        for pair in run.days[...152].joined() { #expect(pair.userDaysLost == 0 && pair.activeUsers == pair.counterfactualActiveUsers) }
        #expect(run.days[160][0].userDaysLost > 0)
    }

    @Test func aLaterEndChangesNothingEarlier() throws {
        let (short, long) = (try scenario(days: 300, steps: block), try scenario(days: 700, steps: block))
        for (a, b) in zip(short.days, long.days) { #expect(agree(a[0].activeUsers, b[0].activeUsers, relative: 1e-8)) }
    }

    /// A run that ends in the middle, its stocks given to a second run, goes on as one run would.
    @Test func twoHalvesMakeAWhole() throws {
        let still =
            #""adoption": {"innovation_per_year": 0.02, "imitation_per_year": 0.9, "ceiling_share": 0.6}, "churn_per_year": 0.1, "reconsider_days": 200"#
        let steps = #""threat": {"on": "2020-03-01", "awareness": 0.4, "trust_loss": 0.1}"#
        let whole = try CollectedRun(TestScenario.onePair(days: 500, pair: #""direct_users": 50000, \#(still)"#, steps: steps))
        let middle = whole.days[200][0]
        let half = try CollectedRun(
            TestScenario.read(
                """
                {"format": 1, "start": "2020-07-19", "end": "\(CalendarDate.after2020(500))", "services": {"s": {}},
                 "markets": {"m": {"online_population": 1e6, "services": {"s": {
                    "direct_users": \(middle.directUsers), "left_users": \(middle.leftUsers), \(still)}}}},
                 "enforcement": {"c": {"market": "m", "service": "s", "steps": {\(steps)}}}}
                """))
        #expect(half.events[0].time == -140 && half.events[0].activeUsers == nil)
        for (a, b) in zip(whole.days[200...], half.days) {
            #expect(agree(a[0].activeUsers, b[0].activeUsers, relative: 1e-8) && agree(a[0].leftUsers, b[0].leftUsers, relative: 1e-7))
        }
    }

    @Test func aBlockLiftedAtOnceLeavesNoTrace() throws {
        // Put up and lifted at one instant: ε moves to 0.8 and back to 0 from where it stands, which is still 0.
        let run = try scenario(steps: #""block": {"on": "2020-06-01", "effectiveness": 0.8}, "unblock": {"on": "2020-06-01"}"#)
        for pairs in run.days { #expect(agree(pairs[0].activeUsers, pairs[0].counterfactualActiveUsers, relative: 1e-12)) }
        #expect(run.events.map(\.action) == [.block, .unblock])
    }
}

extension CalendarDate {
    /// The date so many days after the first of 2020, as text.
    static func after2020(_ days: Int) -> String { CalendarDate(dayNumber: 18_262 + days).description }
}
