import EnforcementModel
import Simulation
import TestSupport
import Testing

@testable import Analysis
@testable import ScenarioFormat

/// Fits of a scenario to observations that it made itself.
@Suite struct FitTests {
    private static let priors = [
        "growth": #"{"lognormal": {"median": 9, "sigma": 0.4}}"#, "ceiling": #"{"beta": {"alpha": 3, "beta": 5}}"#,
        "idle": #"{"uniform": [100, 200]}"#,
    ]

    private static func scenario(growth: String = priors["growth"] ?? "", ceiling: String = priors["ceiling"] ?? "", more: String = "")
        throws
        -> Scenario
    {
        let adoption =
            #""curve": "logistic", "imitation_per_year": {"parameter": "growth"}, "ceiling_share": {"parameter": "ceiling"}"#
        return try TestScenario.onePair(
            days: 150, pair: #""direct_users": 20000, "give_up_days": {"parameter": "idle"}, "adoption": {\#(adoption)}"#,
            extra: #""parameters": {"growth": \#(growth), "ceiling": \#(ceiling), "idle": \#(priors["idle"] ?? "")}\#(more)"#)
    }

    private static func observation(_ day: Int, _ value: Double, low: Double? = nil, high: Double? = nil) -> Observation {
        let start = CalendarDate(iso: "2020-01-01").map { $0.adding(days: day) }
        return Observation(
            market: 0, place: 0, date: start ?? CalendarDate(dayNumber: day), measure: .activeUsers, value: value, low: low, high: high,
            source: "")
    }

    /// What the scenario does with growth 7 and a ceiling of 0.4.
    private static func made() throws -> [Observation] {
        let run = try CollectedRun(scenario(growth: "7", ceiling: "0.4"))
        return [30, 60, 90, 120, 150].map { observation($0, run.days[$0][0].activeUsers) }
    }

    private static let quick: FitSettings = {
        var settings = FitSettings()
        (settings.starts, settings.profiles, settings.draws) = (2, false, 20)
        return settings
    }()

    @Test func recoversWhatMadeTheObservations() async throws {
        let fit = try await Fit(Self.scenario(), Self.made(), free: ["growth", "ceiling"], Self.quick).run()
        #expect(agree(fit.parameters[0].estimate, 7, relative: 1e-4))
        #expect(agree(fit.parameters[1].estimate, 0.4, relative: 1e-4))
        #expect(fit.residuals.allSatisfy { abs($0.residual ?? 1) < 1e-4 })
        #expect(fit.draws.count == 20 && fit.draws.allSatisfy { $0.count == 2 })
    }

    /// A parameter that isn't free stays at its median: here not at what made the observations.
    @Test func othersStayAtTheirMedians() async throws {
        let fit = try await Fit(Self.scenario(ceiling: #"{"uniform": [0.3, 0.5]}"#), Self.made(), free: ["growth"], Self.quick).run()
        #expect(agree(fit.parameters[0].estimate, 7, relative: 1e-4))
        #expect(fit.parameters.count == 1)
    }

    @Test func tellsEveryFaultOfTheNames() throws {
        let scenario = try Self.scenario(ceiling: "0.4")
        let failure = #expect(throws: FitFailure.self) { try Fit(scenario, Self.made(), free: ["grwth", "ceiling", "nothing"]) }
        #expect(
            failure
                == .names([
                    "`grwth` is no parameter of the scenario; did you mean `growth`?",
                    "`ceiling` is a plain number or date; give it a distribution, which says where it may lie",
                    "`nothing` is no parameter of the scenario; allowed: `growth`, `idle`",
                ]))
    }

    @Test func refusesWhatNoObservationInforms() throws {
        let failure = #expect(throws: FitFailure.self) { try Fit(Self.scenario(), Self.made(), free: ["growth", "idle"]) }
        #expect(
            failure
                == .observations(["no observation depends on `idle`; leave it out of `--free`, or add observations that it moves"]))
        #expect(throws: FitFailure.observations(["there are no observations to fit to"])) {
            try Fit(Self.scenario(), [], free: ["growth"])
        }
    }

    /// At start everything is given, and after the end there is nothing.
    @Test func leavesOutWhatSaysNothing() async throws {
        let more = [Self.observation(0, 25_000), Self.observation(900, 1)]
        let fit = try await Fit(Self.scenario(), Self.made() + more, free: ["growth", "ceiling"], Self.quick).run()
        #expect(fit.residuals.map(\.use) == [.unmoved] + [FittedResidual.Use](repeating: .fitted, count: 5) + [.outside])
        #expect(fit.residuals[0].modelled == 20_000 && fit.residuals[6].modelled == nil)
        #expect(agree(fit.parameters[0].estimate, 7, relative: 1e-4))
    }

    /// Of 95 % ranges, on the scale of the residuals; one end alone counts on both sides.
    @Test func takesErrorsFromRanges() async throws {
        let made = try Self.made()
        let factor = 1.1
        let given = made.enumerated().map { i, one in
            Self.observation(
                [30, 60, 90, 120, 150][i], one.value, low: i == 1 ? nil : one.value / factor, high: i == 2 ? nil : one.value * factor)
        }
        let fit = try await Fit(Self.scenario(), given, free: ["growth", "ceiling"], Self.quick).run()
        #expect(fit.scales.isEmpty)
        for row in fit.residuals {
            #expect(row.origin == .given)
            // ln 1.1 over 1.96.
            #expect(agree(row.deviation ?? 0, 0.0486285, relative: 1e-5))
        }
    }
}
