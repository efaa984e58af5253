import TestSupport
import Testing

@testable import ScenarioFormat

@Suite struct ScenarioReadTests {
    private let base = """
        {"format": 1, "start": "2020-01-01", "end": "2021-01-01",
         "parameters": {"q": {"lognormal": {"median": 0.7, "sigma": 0.2}}},
         "services": {"s": {"title": "S"}, "t": {}},
         "markets": {"m": {"online_population": 1e6, "services": {
             "s": {"direct_users": 10, "adoption": {"imitation_per_year": {"parameter": "q"}, "ceiling_share": 0.5}},
             "t": {"direct_users": 1, "adoption": {"imitation_per_year": {"parameter": "q"}, "ceiling_share": 0.5}, "substitutes": {"s": 0.25}}}}}}
        """

    private func read(_ files: [String: String], _ name: String, overrides: [String] = []) throws -> Scenario {
        let folder = try TemporaryFolder()
        for (file, text) in files { try folder.file(file, text) }
        return try Scenario.read(folder.url.appendingPathComponent(name).path, overrides: overrides.map { try #require(Override($0)) })
    }

    private func faults(_ body: () throws -> Void) -> [String] {
        do throws(any Error) { try body() } catch InputFailure.faulty(let faults) {
            return faults.map { "\($0.path ?? ""): \($0.message)" }
        } catch {}
        return []
    }

    @Test func defaultsAreThoseOfTheTable() throws {
        let scenario = try TestScenario.read(base)
        let pair = scenario.markets[0].services[0]
        #expect(scenario.outputEvery == .day)
        #expect(scenario.solver == SolverSettings(method: .rk8pd, relativeTolerance: 1e-9, absoluteTolerance: 1e-3))
        #expect(pair.curve == .bass && pair[.innovation] == .constant(0))
        #expect(pair[.returning] == .constant(14) && pair[.awarenessDays] == .constant(30) && pair[.trustDays] == .constant(60))
        for never in [PairParameter.learning, .fatigue, .givingUp, .reconsidering, .toolDrop] {
            #expect(pair[never] == .constant(.infinity))
        }
        #expect(pair[.circumventionShareMax] == pair[.circumventionShare])
        #expect(scenario.services[0].platform.policy == .refuse && scenario.services[0].platform[.rolloutDays] == .constant(1))
    }

    @Test func aParameterIsOneDrawHoweverOftenUsed() throws {
        let scenario = try TestScenario.read(base)
        #expect(scenario.uncertain.map(\.path) == ["parameters/q"])
        #expect(scenario.markets[0].services[0][.imitation] == scenario.markets[0].services[1][.imitation])
        #expect(scenario.medianDraws[.uncertain(0)] == 0.7)
    }

    @Test func extendsMergesKeyByKeyAndNullRemoves() throws {
        let top = """
            {"extends": "base/b.json", "end": "2020-06-01", "parameters": null, "services": {"u": {}},
             "markets": {"m": {"services": {
                "t": null,
                "s": {"direct_users": 20, "adoption": {"imitation_per_year": 2}},
                "u": {"direct_users": 5, "adoption": {"imitation_per_year": 2, "ceiling_share": 1}}}}}}
            """
        let scenario = try read(["base/b.json": base, "top.json": top], "top.json")
        #expect(scenario.name == "top")
        #expect(scenario.end.description == "2020-06-01")
        #expect(scenario.services.map(\.name) == ["s", "t", "u"])
        #expect(scenario.markets[0].services.map { scenario.services[$0.service].name } == ["s", "u"])
        #expect(scenario.markets[0].services[0][.directUsers] == .constant(20))
        #expect(scenario.markets[0].services[0][.ceilingShare] == .constant(0.5))
        #expect(scenario.uncertain.isEmpty)
    }

    /// And a parameter to a distribution: the key that null removes isn't asked for any more.
    @Test func anInheritedFormGivesWayToAnother() throws {
        func file(_ extended: String, _ imitation: String) -> String {
            """
            {"extends": "\(extended)",
             "markets": {"m": {"services": {"s": {"adoption": {"imitation_per_year": \(imitation)}}}}}}
            """
        }
        let middle = file("b.json", #"{"parameter": null, "uniform": [1, 2]}"#)
        let top = file("middle.json", #"{"parameter": "q", "uniform": null}"#)
        let files = ["b.json": base, "middle.json": middle, "top.json": top]
        #expect(try read(files, "middle.json").uncertain.map(\.path).contains("markets/m/services/s/adoption/imitation_per_year"))
        #expect(try read(files, "top.json").uncertain.map(\.path) == ["parameters/q"])
    }

    @Test func aListOfExtendsAppliesLeftToRightAndAKeyKeepsItsFirstPlace() throws {
        let first = #"{"services": {"b": {"title": "first"}, "a": {}}}"#
        let second = #"{"services": {"a": {"title": "second"}, "b": {"title": "second"}, "c": {}}}"#
        let top = """
            {"extends": ["1.json", "2.json"], "format": 1, "start": "2020-01-01", "end": "2020-02-01",
             "markets": {"m": {"online_population": 1, "services": {"b": {"direct_users": 1, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}}}}}}
            """
        let scenario = try read(["1.json": first, "2.json": second, "top.json": top], "top.json")
        #expect(scenario.services.map(\.name) == ["b", "a", "c"])
        #expect(scenario.services.map(\.title) == ["second", "second", nil])
    }

    @Test func overridesReplaceAndRemove() throws {
        let scenario = try TestScenario.read(
            base,
            overrides: [
                "end=2020-03-01", "markets.m.services.s.direct_users=3e3", "$.markets.m.services.t.substitutes=null",
                "markets/m/services/s/adoption/imitation_per_year={\"uniform\": [1, 2]}",
            ])
        #expect(scenario.end.description == "2020-03-01")
        #expect(scenario.markets[0].services[0][.directUsers] == .constant(3000))
        #expect(scenario.markets[0].services[1].substitutes.isEmpty)
        #expect(scenario.uncertain.map(\.path) == ["parameters/q", "markets/m/services/s/adoption/imitation_per_year"])
    }

    @Test func everyFaultIsReportedInFileOrder() {
        let found = faults {
            _ = try TestScenario.read(
                """
                {"format": 1, "start": "2020-01-01", "end": "2019-01-01", "colour": 1,
                 "services": {"s": {"titel": "S"}},
                 "markets": {"m": {"online_population": -5, "services": {"s": {"direct_users": "many", "adoption": {"ceiling_share": 1.5}}}}}}
                """)
        }
        #expect(found.count == 7)
        #expect(found[0].hasPrefix("$.end: must be after `start`"))
        #expect(found[1] == "$.colour: there is no such key here; remove it, or put the text in `note`")
        #expect(found[2].hasPrefix("$.services.s.titel: there is no such key here; did you mean `title`?"))
        #expect(found[3] == "$.markets.m.online_population: must be 0 or more, found -5")
        #expect(found[4].hasPrefix("$.markets.m.services.s.direct_users: expected a number"))
        #expect(found[5].hasPrefix("$.markets.m.services.s.adoption.imitation_per_year: is missing"))
        #expect(found[6] == "$.markets.m.services.s.adoption.ceiling_share: must be between 0 and 1, found 1.5")
    }

    @Test func theHashNamesTheResolvedScenario() throws {
        let plain = try TestScenario.read(base)
        let same = try read(["b.json": base, "top.json": #"{"extends": "b.json"}"#], "top.json")
        let other = try TestScenario.read(base, overrides: ["end=2020-12-31"])
        #expect(plain.hash == same.hash && plain.hash != other.hash && plain.hash.count == 64)
    }

    @Test func hazardsAndChancesHaveDrawsOfTheirOwn() throws {
        let scenario = try TestScenario.onePair(
            days: 9, pair: #""direct_users": 1, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#,
            steps: #""request": {"rate_per_year": 2}, "threat": {"on": "2020-01-02"}"#,
            service: #""platform": {"policy": "comply_if", "chance": 0.4}"#)
        #expect(
            scenario.uncertain.map(\.path).sorted() == ["enforcement/c/steps/request/hazard", "services/s/platform/chance/m/c/request"])
    }
}
