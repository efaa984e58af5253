internal import ScenarioFormat

/// How the scenarios of a call are read.
struct ReadingOptions: Equatable {
    var overrides: [Override] = []
    /// Whether files outside a scenario's folder are read where it names them.
    var allowsOutside = false

    func scenario(_ path: String) throws(InputFailure) -> Scenario {
        try Scenario.read(path, overrides: overrides, allowsOutside: allowsOutside)
    }

    /// The options again, for another call of the program.
    var arguments: [String] { overrides.flatMap { ["--set", $0.text] } + (allowsOutside ? ["--allow-outside"] : []) }
}
