internal import CLinux
internal import Numerics
internal import ScenarioFormat

/// The version of the program, by semantic versioning.
public let programVersion = "0.1.0"

/// run.json: what was run, by what, so that it can be run again.
enum RunRecord {
    static func text(of scenario: Scenario, _ dialect: CSVDialect, seconds: Double) -> JSONText {
        .object([
            ("program", .string("weir")),
            ("version", .string(programVersion)),
            ("scenario", .string(scenario.name)),
            ("scenario_sha256", .string(scenario.hash)),
            ("seed", .null),
            ("draws", .string("median")),
            ("dialect", .string(dialect.rawValue)),
            (
                "solver",
                .object([
                    ("library", .string("GSL odeiv2")),
                    ("method", .string(scenario.solver.method.rawValue)),
                    ("relative_tolerance", .number(scenario.solver.relativeTolerance)),
                    ("absolute_tolerance", .number(scenario.solver.absoluteTolerance)),
                ])
            ),
            ("libraries", .object([("gsl", .string(gslVersion)), ("glibc", .string(unsafe String(cString: gnu_get_libc_version())))])),
            ("numerics_fingerprint", .string(NumericsFingerprint.current())),
            ("seconds_taken", .number((seconds * 1e6).rounded() / 1e6)),
            ("resolved_scenario", scenario.resolved),
        ])
    }
}
