import EnforcementModel
import ScenarioFormat
import Simulation

/// Runs a scenario for several effectivenesses of a block, and prints what each costs: a program of one's own on the library `Weir`.
@main
enum RunInCode {
    static func main() throws {
        let path = CommandLine.arguments.dropFirst().first ?? "scenarios/block.json"
        do {
            print("effectiveness  market  share lost at end  fewest users while blocked")
            for effectiveness in ["0.1", "0.5", "0.9"] {
                try run(path, ["enforcement.russia.steps.block.effectiveness=\(effectiveness)"], label: effectiveness)
            }
        } catch InputFailure.faulty(let faults) {
            for fault in faults { print(fault) }
        }
    }

    /// Reads the scenario with keys set anew, solves it, and prints a line for each pair.
    private static func run(_ path: String, _ changes: [String], label: String) throws {
        let scenario = try Scenario.read(path, overrides: changes.compactMap { Override($0) })
        // Every whole day comes by; this program needs only what is known at the end.
        let outcome = try ScenarioRun.run(scenario) { _, _ in }
        for (pair, summary) in zip(PairIndex(scenario).all, outcome.summaries) {
            let measures = Dictionary(uniqueKeysWithValues: summary.measures.map { ($0.name, $0.value) })
            let share = measures["share_lost_at_end"]?.map { "\(Int(($0 * 100).rounded())) %" } ?? "-"
            let fewest = measures["lowest_active_users_while_blocked"]?.map { "\(Int($0.rounded()))" } ?? "-"
            print("\(label)  \(pair.marketName)  \(share)  \(fewest)")
        }
    }
}
