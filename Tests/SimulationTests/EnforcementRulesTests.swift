import EnforcementModel
import Foundation
import ScenarioFormat
import TestSupport
import Testing

/// Steps, cases and the platform's answers in whole runs (docs/model.md, 3 and 7.7).
@Suite struct EnforcementRulesTests {
    /// Services a and b in markets m, n and o, with a case for each list of steps.
    private func run(_ cases: [String], platform: String = "", days: Int = 60) throws -> [EnforcementEvent] {
        try collect(cases, platform: platform, days: days).events
    }

    private func collect(_ cases: [String], platform: String = "", days: Int = 60) throws -> CollectedRun {
        let pair = #"{"direct_users": 1000, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}}"#
        let market = #"{"online_population": 10000, "services": {"b": \#(pair), "a": \#(pair)}}"#
        return try CollectedRun(
            TestScenario.read(
                """
                {"format": 1, "start": "2020-01-01", "end": "\(CalendarDate.after2020(days))",
                 "services": {"b": {}, "a": {"platform": {\(platform)}}}, "markets": {"m": \(market), "n": \(market), "o": \(market)},
                 "enforcement": {\(cases.joined(separator: ", "))}}
                """))
    }

    private func text(_ events: [EnforcementEvent]) -> [String] {
        let pairs = ["m.b", "m.a", "n.b", "n.a", "o.b", "o.a"]
        return events.map { "\(Int($0.time)) \(pairs[$0.pair]) \($0.caseName).\($0.stepName) \($0.action.rawValue) \($0.cause.rawValue)" }
    }

    @Test func oneInstantTakesActionsInOrderThenNames() throws {
        let events = try run([
            #""z": {"market": "m", "service": "a", "steps": {"block": {"on": "2020-01-11", "effectiveness": 1}, "threat": {"on": "2020-01-11"}}}"#,
            #""y": {"market": "m", "steps": {"fine": {"on": "2020-01-11"}, "later": {"action": "threat", "after": "fine", "days": 0}, "threat": {"on": "2020-01-11"}}}"#,
        ])
        #expect(
            text(events) == [
                "10 m.a y.threat threat scheduled", "10 m.b y.threat threat scheduled", "10 m.a z.threat threat scheduled",
                "10 m.a y.fine fine scheduled", "10 m.b y.fine fine scheduled", "10 m.a z.block block scheduled",
                "10 m.a y.later threat delay", "10 m.b y.later threat delay",
            ])
    }

    @Test func complyDropsWhatIsLeftButRestrictionsOfTools() throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"comply": {"on": "2020-01-11"}, "block": {"on": "2020-01-11", "effectiveness": 1}, "fine": {"on": "2020-01-20"}, "next": {"action": "fine", "after": "fine", "days": 1}, "restrict_tools": {"on": "2020-01-21", "tools_working": 0.5}}}"#,
            #""w": {"market": "m", "steps": {"fine": {"on": "2020-01-25"}}}"#,
            #""x": {"market": "m", "service": "b", "steps": {"fine": {"on": "2020-01-26"}}}"#,
        ])
        #expect(
            text(events) == [
                "10 m.a c.comply comply scheduled", "20 m.a c.restrict_tools restrict_tools scheduled", "24 m.b w.fine fine scheduled",
                "25 m.b x.fine fine scheduled",
            ])
    }

    /// Each named with the compliance that cancelled it; what was taken before, restrictions of tools and other pairs' steps aren't.
    @Test func complySaysWhatItCancels() throws {
        func text(_ steps: [CancelledStep]) -> [String] {
            let pairs = ["m.b", "m.a", "n.b", "n.a", "o.b", "o.a"]
            return steps.map {
                "\(Int($0.time)) \(pairs[$0.pair]) \($0.caseName).\($0.stepName) by \($0.complyingCaseName).\($0.complyingStepName) \($0.cause.rawValue)"
            }
        }
        let byStep = try collect([
            #""c": {"market": "m", "service": "a", "steps": {"threat": {"on": "2020-01-05"}, "comply": {"on": "2020-01-11"}, "block": {"on": "2020-01-11", "effectiveness": 1}, "fine": {"on": "2020-01-20"}, "next": {"action": "fine", "after": "fine", "days": 1}, "perhaps": {"action": "warning", "rate_per_year": 0.001}, "restrict_tools": {"on": "2020-01-21", "tools_working": 0.5}}}"#,
            #""w": {"market": "m", "steps": {"fine": {"on": "2020-01-25"}}}"#,
            #""x": {"market": "m", "service": "b", "steps": {"fine": {"on": "2020-01-26"}, "comply": {"on": "2020-03-26"}}}"#,
        ])
        #expect(
            Set(text(byStep.cancelledSteps)) == [
                "10 m.a c.block by c.comply scheduled", "10 m.a c.fine by c.comply scheduled", "10 m.a c.next by c.comply scheduled",
                "10 m.a c.perhaps by c.comply scheduled", "10 m.a w.fine by c.comply scheduled",
            ])
        #expect(byStep.cancelledSteps.count == 5)
        // A platform that obeys a ban at its announcement: the ban never comes. A second compliance finds nothing left.
        let byPlatform = try collect(
            [
                #""ban": {"market": "m", "service": "a", "steps": {"warning": {"on": "2020-01-11"}, "block": {"on": "2020-02-11", "effectiveness": 1}}}"#,
                #""other": {"market": "m", "service": "a", "steps": {"comply": {"on": "2020-02-20"}}}"#,
            ], platform: #""policy": "comply", "answers_in_days": 5"#)
        #expect(
            text(byPlatform.cancelledSteps) == [
                "15 m.a other.comply by ban.warning platform", "15 m.a ban.block by ban.warning platform",
            ])
        let before = try collect([
            #""c": {"market": "m", "service": "a", "steps": {"comply": {"on": "2019-12-01"}, "earlier": {"action": "threat", "on": "2019-11-01"}, "later": {"action": "threat", "on": "2019-12-15"}, "block": {"on": "2020-01-11", "effectiveness": 1}}}"#
        ])
        #expect(
            text(before.cancelledSteps) == ["-31 m.a c.later by c.comply scheduled", "-31 m.a c.block by c.comply scheduled"])
    }

    @Test func aStepThatAllDroppedTakesWhatWaitsForItAlong() throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"comply": {"on": "2020-01-11"}, "fine": {"on": "2020-01-20"}, "restrict_tools": {"after": "fine", "days": 1, "tools_working": 0.5}}}"#
        ])
        #expect(text(events) == ["10 m.a c.comply comply scheduled"])
    }

    @Test func stepsUpToAndIncludingTheEndAreTaken() throws {
        let events = try run(
            [
                #""c": {"market": "m", "service": "a", "steps": {"threat": {"days": 10}, "fine": {"days": 10.5}, "request": {"on": "2020-01-01"}}}"#
            ], days: 10)
        #expect(text(events) == ["0 m.a c.request request scheduled", "10 m.a c.threat threat delay"])
    }

    /// 0.1 + 0.2 days is not 0.3 days in binary, and a median can miss its whole day by rounding.
    @Test func instantsThatOnlyRoundingTellsApartAreOne() throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"threat": {"days": 0.1}, "fine": {"after": "threat", "days": 0.2}, "block": {"days": 0.3, "effectiveness": 0.5}}}"#,
            #""d": {"market": "m", "service": "a", "steps": {"request": {"days": {"pert": [5, 10, 15]}}}}"#,
        ])
        #expect(events.map(\.action) == [.threat, .fine, .block, .request])
        #expect(events[1].time == events[2].time && events[3].time == 10)
    }

    @Test func hazardsThatFireTogetherBeforeStartAreOneInstant() throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"threat": {"on": "2019-06-01"}, "request": {"after": "threat", "rate_per_year": 4}, "block": {"after": "threat", "rate_per_year": 4, "effectiveness": 0.5}, "comply": {"after": "request", "days": 0}}}"#
        ])
        #expect(events.map(\.action) == [.threat, .request, .block, .comply])
    }

    /// λ (A/R)^η with the users given at start, from the step before it on: at ln 2, 1000 of 4000 users and η = ½ halve the rate.
    @Test func aHazardBeforeStartGoesWithTheUsersGivenAtStart() throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"threat": {"on": "2019-06-01"}, "request": {"after": "threat", "rate_per_year": 8, "users_reference": 4000, "users_exponent": 0.5}}}"#
        ])
        #expect(events.map(\.action) == [.threat, .request])
        #expect(abs(events[1].time - (-214 + log(2) / (4 / 365.25))) < 1e-6)
    }

    /// Each at its own instant, whichever stands first.
    @Test(arguments: [(8.0, 4.0), (4.0, 8.0)]) func hazardsThatFireOneAfterAnotherBeforeStart(_ request: Double, _ fine: Double) throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"threat": {"on": "2019-06-01"}, "request": {"after": "threat", "rate_per_year": \#(request)}, "fine": {"after": "threat", "rate_per_year": \#(fine)}}}"#
        ])
        let expected = [request, fine].map { -214 + log(2) / ($0 / 365.25) }
        let found = [Action.request, .fine].compactMap { action in events.first { $0.action == action }?.time }
        #expect(
            found.count == 2 && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 } && events.map(\.time) == events.map(\.time).sorted()
        )
    }

    /// So close that one step of the integration holds both.
    @Test(arguments: [(4.0, 3.99), (3.99, 4.0)]) func hazardsThatFireOneAfterAnother(_ request: Double, _ fine: Double) throws {
        let events = try run(
            [
                #""c": {"market": "m", "service": "a", "steps": {"request": {"rate_per_year": \#(request)}, "fine": {"rate_per_year": \#(fine)}}}"#
            ], days: 90)
        let expected = [request, fine].map { log(2) / ($0 / 365.25) }
        let found = [Action.request, .fine].compactMap { action in events.first { $0.action == action }?.time }
        #expect(found.count == 2 && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    /// Of a case against all services of a market: 2000 users of 4000 are half the rate.
    @Test func aHazardOfAMarketCountsTheUsersOfAllItsServices() throws {
        let events = try run(
            [
                #""c": {"market": "m", "steps": {"threat": {"on": "2019-06-01"}, "request": {"after": "threat", "rate_per_year": 8, "users_reference": 4000}, "fine": {"rate_per_year": 8, "users_reference": 4000}}}"#
            ], days: 90)
        #expect(events.map(\.action) == [.threat, .threat, .request, .request, .fine, .fine])
        #expect(abs(events[2].time - (-214 + log(2) / (4 / 365.25))) < 1e-6 && abs(events[4].time - log(2) / (4 / 365.25)) < 1e-6)
    }

    /// A hazard that runs from before start, and fires after it: its integral begins there with what it has gathered by then.
    @Test func aHazardBegunBeforeStartGoesOn() throws {
        let events = try run([
            #""c": {"market": "m", "service": "a", "steps": {"threat": {"on": "2019-12-02"}, "request": {"after": "threat", "rate_per_year": 4}}}"#
        ])
        #expect(events.map(\.action) == [.threat, .request])
        #expect(abs(events[1].time - (-30 + log(2) / (4 / 365.25))) < 1e-6)
    }

    /// Half of 4000 users are a rate of half, those who get round a block among them.
    @Test(arguments: [-30, -300]) func aHazardBeforeStartCountsThoseWhoCircumvent(_ since: Int) throws {
        let scenario = try TestScenario.onePair(
            days: 300,
            pair: #""direct_users": 1500, "circumventing_users": 500, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#,
            steps: """
                "threat": {"on": "\(CalendarDate.after2020(since))"},
                "request": {"after": "threat", "rate_per_year": 4, "users_reference": 4000}
                """)
        let events = try CollectedRun(scenario).events
        #expect(events.count == 2 && abs(events[1].time - (Double(since) + log(2) / (2 / 365.25))) < 1e-6)
    }

    // MARK: the platform

    private func demand(_ market: String, _ date: String, _ action: String = "request") -> String {
        #""\#(market)": {"market": "\#(market)", "service": "a", "steps": {"\#(action)": {"on": "\#(date)"\#(action == "block" ? #", "effectiveness": 0.5"# : "")}}}"#
    }

    /// "The threat of blocking in just one or two markets will not affect our privacy policy."
    @Test func oneOrTwoMarketsAreNotEnough() throws {
        let policy = #""policy": "comply_if", "markets_at_risk_at_least": 3, "answers_in_days": 14"#
        let (m, n, o) = (demand("m", "2020-01-11"), demand("n", "2020-01-16"), demand("o", "2020-01-21"))
        #expect(try text(run([m], platform: policy)) == ["10 m.a m.request request scheduled"])
        #expect(try text(run([m, n], platform: policy)) == ["10 m.a m.request request scheduled", "15 n.a n.request request scheduled"])
        #expect(
            try text(run([m, n, o], platform: policy)) == [
                "10 m.a m.request request scheduled", "15 n.a n.request request scheduled", "20 o.a o.request request scheduled",
                "34 o.a o.request comply platform",
            ])
    }

    @Test func demandsOfOneInstantCountForEachOther() throws {
        let policy = #""policy": "comply_if", "markets_at_risk_at_least": 3"#
        let events = try run(["m", "n", "o"].map { demand($0, "2020-01-11") }, platform: policy)
        #expect(
            text(events).suffix(3) == [
                "10 m.a m.request comply platform", "10 n.a n.request comply platform", "10 o.a o.request comply platform",
            ])
        #expect(events.suffix(3).allSatisfy { $0.status.registry == .complied && $0.status.stage == .none })
    }

    /// Demands in the order of their cases' names; answers in the order of their markets' and services'.
    @Test func answersOfOneInstantComeByMarketAndService() throws {
        let events = try run(
            [("z", "m", "a"), ("y", "n", "a"), ("x", "o", "a")].map { name, market, service in
                #""\#(name)": {"market": "\#(market)", "service": "\#(service)", "steps": {"request": {"on": "2020-01-11"}}}"#
            }, platform: #""policy": "comply", "answers_in_days": 3"#)
        #expect(
            text(events) == [
                "10 o.a x.request request scheduled", "10 n.a y.request request scheduled", "10 m.a z.request request scheduled",
                "13 m.a z.request comply platform", "13 n.a y.request comply platform", "13 o.a x.request comply platform",
            ])
    }

    /// Whoever complies or withdraws at the instant of a demand doesn't answer it any more, nor what was asked before.
    @Test(arguments: ["comply", "withdraw"]) func complianceOrWithdrawalSettlesTheDemandsOfItsInstant(_ action: String) throws {
        let steps = #""m": {"market": "m", "service": "a", "steps": {"request": {"on": "2020-01-11"}, "\#(action)": {"on": "2020-01-11"}}}"#
        for answer in ["comply", "register"] {
            let events = try run([steps], platform: #""policy": "comply", "answer": "\#(answer)", "answers_in_days": 2"#)
            #expect(text(events) == ["10 m.a m.request request scheduled", "10 m.a m.\(action) \(action) scheduled"])
        }
    }

    @Test func theShareOfUsersAtRiskIsOverAllMarkets() throws {
        let policy = #""policy": "comply_if", "users_at_risk_share_at_least": 0.6"#
        let events = try run([demand("m", "2020-01-11"), demand("n", "2020-01-12")], platform: policy)
        #expect(text(events).last == "11 n.a n.request comply platform" && events.count == 3)
    }

    /// Three users of five are a share of 0.6, and not of more; so are three tenths of half a user.
    @Test(arguments: [(0.6, 1, 2), (0.61, 1, 1), (0.6, 0.1, 2), (0.61, 0.1, 1)])
    func theShareOfUsersAtRiskCountsThemOne(_ least: Double, _ people: Double, _ events: Int) throws {
        let pair = #""adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#
        let scenario = try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-01", "end": "2020-02-01",
             "services": {"s": {"platform": {"policy": "comply_if", "users_at_risk_share_at_least": \(least)}}},
             "markets": {"m": {"online_population": 100, "services": {"s": {"direct_users": \(3 * people), \(pair)}}},
                         "n": {"online_population": 100, "services": {"s": {"direct_users": \(2 * people), \(pair)}}}},
             "enforcement": {"c": {"market": "m", "service": "s", "steps": {"request": {"on": "2020-01-11"}}}}}
            """)
        #expect(try CollectedRun(scenario).events.count == events)
    }

    @Test func aServiceWithoutUsersHasNoneAtRisk() throws {
        let scenario = try TestScenario.onePair(
            days: 30, pair: #""direct_users": 0, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}"#,
            steps: #""request": {"on": "2020-01-11"}"#,
            service: #""platform": {"policy": "comply_if", "users_at_risk_share_at_least": 0.1}"#)
        #expect(try CollectedRun(scenario).events.map(\.action) == [.request])
    }

    /// In the plain run the draw is 0.5: a chance of more than that meets every demand.
    @Test(arguments: [(0.5, 1), (0.51, 2)]) func chance(_ chance: Double, _ events: Int) throws {
        #expect(try run([demand("m", "2020-01-11")], platform: #""policy": "comply_if", "chance": \#(chance)"#).count == events)
    }

    @Test func aPendingAnswerIsNotGivenTwiceAndAComplianceCancelsIt() throws {
        let policy = #""policy": "comply", "answers_in_days": 20"#
        let twice = #""m": {"market": "m", "service": "a", "steps": {"request": {"on": "2020-01-11"}, "warning": {"on": "2020-01-13"}}}"#
        #expect(try text(run([twice], platform: policy)).suffix(1) == ["30 m.a m.request comply platform"])
        let cancelled =
            #""m": {"market": "m", "service": "a", "steps": {"request": {"on": "2020-01-11"}, "withdraw": {"on": "2020-01-13"}}}"#
        #expect(try text(run([cancelled], platform: policy)).last == "12 m.a m.withdraw withdraw scheduled")
    }

    @Test func registeringAnswersOnceAndKeepsTheSteps() throws {
        let policy = #""policy": "comply", "answer": "register", "answers_in_days": 1"#
        let steps = #""m": {"market": "m", "service": "a", "steps": {"request": {"on": "2020-01-11"}, "fine": {"on": "2020-01-21"}}}"#
        #expect(
            try text(run([steps], platform: policy)) == [
                "10 m.a m.request request scheduled", "11 m.a m.request register platform", "20 m.a m.fine fine scheduled",
            ])
    }

    @Test func aDemandBeforeStartIsHistory() throws {
        let events = try run([demand("m", "2019-12-01"), demand("n", "2020-01-01")], platform: #""policy": "comply""#)
        #expect(
            text(events) == ["-31 m.a m.request request scheduled", "0 n.a n.request request scheduled", "0 n.a n.request comply platform"])
    }
}
