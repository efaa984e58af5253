import EnforcementModel
import ScenarioFormat
import Simulation

/// A scenario that is taken reads the same from its resolved form, and where that is short work it is solved by both integrators.
enum ScenarioPromises {
    private static let mostDays = 40
    private static let mostPairs = 4
    private static let mostSteps = 40

    static func keep(_ file: InputFile) async throws {
        let scenario = try Scenario.read(file.path)
        let again: Scenario
        do throws(InputFailure) {
            again = try Scenario.read(resolved: String(decoding: scenario.resolved.pretty, as: UTF8.self), name: scenario.name)
        } catch {
            throw BrokenPromise("what was resolved isn't taken: \(error)")
        }
        try promise(again.resolved.compact == scenario.resolved.compact, "what was resolved reads differently")
        try promise(again.uncertain.map(\.path) == scenario.uncertain.map(\.path), "what was resolved has other uncertain numbers")
        guard scenario.end.dayNumber - scenario.start.dayNumber <= mostDays, PairIndex(scenario).all.count <= mostPairs,
            scenario.cases.map(\.steps.count).reduce(0, +) <= mostSteps
        else { return }
        do {
            let outcome = try ScenarioRun.run(scenario) { record, _ in
                for pair in record.pairs { try promise(pair.figures.activeUsers.isFinite, "active users are \(pair.figures.activeUsers)") }
            }
            try promise(outcome.summaries.count == PairIndex(scenario).all.count, "a pair without a summary")
        } catch let failure as RunFailure {
            try promise(!"\(failure)".isEmpty, "a run that fails without a word")
        }
        let draws = scenario.medianDraws
        for outcome in await SummaryRun.run(scenario, 0..<8, jobs: 1, draws: { _ in draws }) {
            if case .failure(let failure) = outcome { try promise(!failure.message.isEmpty, "a member that fails without a word") }
        }
    }
}
