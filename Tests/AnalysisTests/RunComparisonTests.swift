import Testing

@testable import Analysis

@Suite struct RunComparisonTests {
    private func run(_ label: String, active: Double, alone: Double, lost: Double, measures: [String: Double?] = [:]) -> ComparedRun {
        ComparedRun(
            label: label,
            states: [(["2020-01-01", "m", "s"], ComparedState(activeUsers: active, counterfactualActiveUsers: alone, userDaysLost: lost))],
            measures: measures.sorted { $0.key < $1.key }.map { (["m", "s", $0.key, "people"], $0.value) })
    }

    @Test func averted() {
        let comparison = RunComparison(run("block", active: 60, alone: 100, lost: 900), [run("comply", active: 95, alone: 105, lost: 100)])
        #expect(comparison.states.count == 1)
        #expect(comparison.states[0].usersAverted == 30 && comparison.states[0].userDaysAverted == 800)
    }

    @Test func measuresOfEitherRunAreThere() {
        let comparison = RunComparison(
            run("a", active: 1, alone: 1, lost: 0, measures: ["x": 1, "y": 2, "u": nil]),
            [run("b", active: 1, alone: 1, lost: 0, measures: ["x": 5, "z": 3, "u": 4])])
        let rows = comparison.measures.map { "\($0.key[2]) \($0.difference.map { "\($0)" } ?? "-")" }
        #expect(rows == ["u -", "x 4.0", "z -", "y -"])
    }

    @Test func onlyCommonDatesAndPairsAreCompared() {
        var other = run("b", active: 1, alone: 1, lost: 0)
        other = ComparedRun(label: "b", states: other.states.map { (["2020-01-02", "m", "s"], $0.state) }, measures: [])
        #expect(RunComparison(run("a", active: 1, alone: 1, lost: 0), [other]).states.isEmpty)
    }
}
