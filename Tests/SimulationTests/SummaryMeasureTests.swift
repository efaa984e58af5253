import EnforcementModel
import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

/// The names of summary measures, and what is said of others.
@Suite struct SummaryMeasureTests {
    private func scenario() throws -> Scenario {
        let pair = #"{"direct_users": 5, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}}"#
        return try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "2020-01-05", "services": {"chat": {}, "mail": {}},
             "markets": {"utopia": {"online_population": 100, "services": {"mail": \(pair), "chat": \(pair)}},
                         "erewhon": {"online_population": 100, "services": {"chat": \(pair)}}}}
            """)
    }

    @Test func allInTheOrderOfTheResults() throws {
        let all = try SummaryMeasure.all(PairIndex(scenario()))
        #expect(all.map(\.place) == Array(0..<36))
        #expect(
            [0, 1, 12, 35].map { all[$0].name } == [
                "utopia.mail.active_users_at_start", "utopia.mail.active_users_at_end", "utopia.chat.active_users_at_start",
                "erewhon.chat.economic_value_lost_usd",
            ])
        #expect([0, 4, 5, 7, 8].map { all[$0].unit } == ["people", "days", "1", "user-days", "USD"])
    }

    @Test func oneByItsName() throws {
        let measure = try SummaryMeasure.named("erewhon.chat.share_lost_at_end", in: scenario())
        #expect(measure == SummaryMeasure(name: "erewhon.chat.share_lost_at_end", unit: "1", place: 24 + 5))
    }

    @Test(arguments: [
        ("fines", "`fines` is no measure; a measure is MARKET.SERVICE.MEASURE, such as `utopia.mail.user_days_lost`"),
        (
            "utopia.chat.fines_usd.x",
            "`utopia.chat.fines_usd.x` is no measure; a measure is MARKET.SERVICE.MEASURE, such as `utopia.mail.user_days_lost`"
        ),
        (
            "utopia..chat.fines_usd",
            "`utopia..chat.fines_usd` is no measure; a measure is MARKET.SERVICE.MEASURE, such as `utopia.mail.user_days_lost`"
        ),
        ("utopai.chat.fines_usd", "`utopai.chat.fines_usd`: `utopai` is no market of the scenario; did you mean `utopia`?"),
        ("erewhon.mail.fines_usd", "`erewhon.mail.fines_usd`: `mail` is no service of that market; allowed: `chat`"),
        (
            "utopia.chta.fine_usd",
            "`utopia.chta.fine_usd`: `chta` is no service of that market; did you mean `chat`?; "
                + "`fine_usd` is no summary measure; did you mean `fines_usd`?"
        ),
    ])
    func anUnknownName(_ name: String, _ description: String) throws {
        let scenario = try scenario()
        let error = #expect(throws: UnknownMeasure.self) { try SummaryMeasure.named(name, in: scenario) }
        #expect(error?.description == description)
    }
}
