internal import Analysis
internal import CLinux
internal import Numerics
internal import ScenarioFormat
internal import Simulation

/// The version of the program, by semantic versioning.
public let programVersion = "0.2.0"

/// run.json: what was run, by what, so that it can be run again.
enum RunRecord {
    static func text(of scenario: Scenario, _ dialect: CSVDialect, _ cancelled: CancelledSteps, seconds: Double) -> JSONText {
        text(
            scenario, seconds,
            [
                ("seed", .null), ("draws", .string("median")), ("dialect", .string(dialect.rawValue)),
                (CancelledSteps.key, cancelled.json),
            ])
    }

    /// - Parameter baseline: the scenario from which the run holds differences; nil for an ensemble of its own.
    static func text(of run: EnsembleRun, from baseline: Scenario? = nil, failures: Int, seconds: Double) -> JSONText {
        let compared: [(key: String, value: JSONText)] =
            baseline.map { scenario in
                let first: [(key: String, value: JSONText)] = [
                    ("scenario", .string(scenario.name)), ("scenario_sha256", .string(scenario.hash)),
                    ("resolved_scenario", scenario.resolved),
                ]
                return [("baseline", .object(first))]
            } ?? []
        return text(
            run.scenario, seconds, lockstep: run.settings.integrator == .lockstep,
            [
                // As text: a seed may have more digits than a JSON number keeps.
                ("seed", .string(String(run.settings.seed))), ("design", .string(run.settings.design.rawValue)),
                ("members", .number(Double(run.settings.members))), ("failed_members", .number(Double(failures))),
                ("dialect", .string(CSVDialect.standard.rawValue)),
            ] + compared)
    }

    static func text(of study: SensitivityStudy, _ measure: SummaryMeasure, resamples: Int, seconds: Double) -> JSONText {
        let settings = study.settings
        return text(
            study.scenario, seconds, lockstep: true,
            [
                ("seed", .string(String(settings.seed))), ("method", .string(settings.method.rawValue)), ("measure", .string(measure.name)),
                ("samples", .number(Double(settings.samples))), ("members", .number(Double(study.members))),
                ("resamples", .number(Double(resamples))),
            ])
    }

    static func text(of scenario: Scenario, fit: FitRecord, seconds: Double) -> JSONText {
        let settings = fit.settings
        let converged: JSONText = fit.result.sampler.map { .bool($0.isConverged) } ?? .null
        let fitted: [(key: String, value: JSONText)] = [
            ("free", .array(fit.result.parameters.map { .string($0.name) })), ("observations", .string(fit.observations)),
            ("method", .string(settings.method.rawValue)), ("starts", .number(Double(settings.starts))),
            ("residuals", .object(fit.scales.map { ($0.measure.rawValue, .string($0.scale.rawValue)) })),
            ("sampler", .string(settings.sampler.rawValue)), ("draws", .number(Double(settings.draws))),
            ("steps", settings.sampler == .stretch ? .number(Double(settings.steps)) : .null), ("converged", converged),
        ]
        return text(scenario, seconds, [("seed", .string(String(settings.seed))), ("fit", .object(fitted))])
    }

    static func text(of scenario: Scenario, hindcast: HindcastRecord, seconds: Double) -> JSONText {
        let made: [(key: String, value: JSONText)] = [
            ("free", .array(hindcast.result.fit.parameters.map { .string($0.name) })), ("observations", .string(hindcast.observations)),
            ("until", .string("\(hindcast.settings.until)")), ("members", .number(Double(hindcast.settings.members))),
        ]
        return text(scenario, seconds, [("seed", .string(String(hindcast.settings.seed))), ("hindcast", .object(made))])
    }

    /// - Parameter lockstep: whether members were solved eight at once, by the program's own integrator.
    private static func text(
        _ scenario: Scenario, _ seconds: Double, lockstep: Bool = false, _ draws: [(key: String, value: JSONText)]
    ) -> JSONText {
        let program: [(key: String, value: JSONText)] = [
            ("program", .string("weir")), ("version", .string(programVersion)), ("scenario", .string(scenario.name)),
            ("scenario_sha256", .string(scenario.hash)),
        ]
        let solver: [(key: String, value: JSONText)] = [
            ("library", .string(lockstep ? "weir" : "GSL odeiv2")),
            ("method", .string(lockstep ? "dop853 in lockstep" : scenario.solver.method.rawValue)),
            ("relative_tolerance", .number(scenario.solver.relativeTolerance)),
            ("absolute_tolerance", .number(scenario.solver.absoluteTolerance)),
        ]
        let libraries: [(key: String, value: JSONText)] = [
            ("gsl", .string(gslVersion)), ("glibc", .string(unsafe String(cString: gnu_get_libc_version()))),
        ]
        return .object(
            program + draws + [
                ("solver", .object(solver)), ("libraries", .object(libraries)),
                ("numerics_fingerprint", .string(NumericsFingerprint.current())),
                ("seconds_taken", .number((seconds * 1e6).rounded() / 1e6)), ("resolved_scenario", scenario.resolved),
            ])
    }
}
