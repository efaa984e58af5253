import ScenarioFormat
import TestSupport
import Testing

@testable import Simulation

/// Levels of probability at which members draw.
@Suite struct EnsembleDesignTests {
    private func scenario(_ parameters: String, direct: String = "5", churn: String = "0") throws -> Scenario {
        try TestScenario.onePair(
            days: 5,
            pair: #""direct_users": \#(direct), "churn_per_year": \#(churn), "adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#,
            extra: parameters)
    }

    private func uniform(_ names: String...) throws -> Scenario {
        let parameters = names.map { #""\#($0)": {"uniform": [1, 2]}"# }.joined(separator: ", ")
        return try scenario(#""parameters": {\#(parameters)}"#, direct: #"{"parameter": "a"}"#, churn: #"{"parameter": "b"}"#)
    }

    private func design(_ scenario: Scenario, _ design: EnsembleSettings.Design, members: Int = 16) throws -> EnsembleDesign {
        try #require(EnsembleDesign(scenario, EnsembleSettings(members: members, seed: 5, design: design)))
    }

    /// Scrambled Sobol points are a net: of 16 points one in each sixteenth of either quantity, and one in each quarter by quarter.
    @Test func sobolPointsAreANet() throws {
        let design = try design(uniform("a", "b"), .sobol)
        let levels = (0..<16).map { (design.level("parameters/a", $0), design.level("parameters/b", $0)) }
        for level in [levels.map(\.0), levels.map(\.1)] {
            #expect(level.map { Int($0 * 16) }.sorted() == Array(0..<16))
            #expect(level.allSatisfy { $0 > 0 && $0 < 1 })
        }
        #expect(Set(levels.map { Int($0.0 * 4) * 4 + Int($0.1 * 4) }).count == 16)
    }

    @Test(arguments: EnsembleSettings.Design.allCases) func theOrderInTheFileMeansNothing(_ kind: EnsembleSettings.Design) throws {
        let (one, other) = (try design(uniform("a", "b"), kind), try design(uniform("b", "a"), kind))
        for path in ["parameters/a", "parameters/b"] {
            for member in 0..<16 { #expect(one.level(path, member) == other.level(path, member)) }
        }
    }

    @Test(arguments: EnsembleSettings.Design.allCases) func withoutAnythingUncertainThereIsNothingToDraw(_ kind: EnsembleSettings.Design)
        throws
    {
        let scenario = try scenario("")
        #expect(scenario.uncertain.isEmpty)
        #expect(try design(scenario, kind).draws(3) == scenario.medianDraws)
    }

    /// Whole rows of a posterior, in a hypercube each of eight as often in sixteen members; what else is uncertain has its own levels.
    @Test(arguments: [EnsembleSettings.Design.lhs, .sobol]) func posteriorsAreDrawnByTheRow(_ kind: EnsembleSettings.Design) throws {
        let folder = try TemporaryFolder()
        try folder.file("posterior.csv", "a,b\n" + (1...8).map { "\($0),0.\($0)\n" }.joined())
        let scenario = try Scenario.read(
            folder.file(
                "s.json",
                """
                {"format": 1, "start": "2020-01-01", "end": "2020-02-01", "posterior": {"file": "posterior.csv"}, "services": {"s": {}},
                 "parameters": {"a": {"uniform": [0, 9]}, "b": {"uniform": [0, 1]}},
                 "markets": {"m": {"online_population": {"uniform": [100, 200]}, "services": {"s": {"direct_users": {"parameter": "a"},
                    "churn_per_year": {"parameter": "b"}, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}}}}}}
                """))
        let design = try design(scenario, kind)
        let draws = (0..<16).map(design.draws)
        let (a, b) = (try place("parameters/a", scenario), try place("parameters/b", scenario))
        let rows = draws.map { Int($0[.uncertain(a)]) }
        #expect(rows.sorted() == (0..<16).map { $0 / 2 + 1 })
        for draws in draws { #expect(agree(draws[.uncertain(b)], draws[.uncertain(a)] / 10)) }
        let people = try place("markets/m/online_population", scenario)
        let strata = draws.map { draws -> Int in Int((draws[.uncertain(people)] - 100) / 6.25) }
        #expect(strata.sorted() == Array(0..<16))
    }

    private func place(_ path: String, _ scenario: Scenario) throws -> Int {
        try #require(scenario.uncertain.firstIndex { $0.path == path }, "\(scenario.uncertain.map(\.path))")
    }
}
