internal import ScenarioFormat

/// What looks wrong and may be meant: told on standard error, and the command goes on.
enum Warnings {
    static func tell(_ warnings: [String], unless quiet: Bool) {
        if !quiet, !warnings.isEmpty { StandardStreams.error(warnings.map { "simulate: warning: \($0)\n" }.joined()) }
    }

    /// The observations in a file; what it warns of is told.
    static func observations(_ path: String, for scenario: Scenario, quiet: Bool) throws(InputFailure) -> [Observation] {
        let (observations, warnings) = try Observation.read(path, for: scenario)
        tell(warnings.map(\.description), unless: quiet)
        return observations
    }

    /// Warns of a number of points, called `what`, at which a Sobol sequence isn't balanced.
    static func ofSobol(_ points: Int, _ what: String, unless quiet: Bool) {
        if points & (points - 1) == 0 { return }
        tell(["\(points) \(what) leave the Sobol sequence out of balance; take a power of two"], unless: quiet)
    }
}
