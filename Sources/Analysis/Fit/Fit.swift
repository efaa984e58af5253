internal import EnforcementModel
internal import Numerics
public import ScenarioFormat
internal import Simulation

/// A scenario's parameters fitted to observations: what they are, how sure that is, and draws of them.
///
/// All other uncertain quantities stay at their medians.
public struct Fit: Sendable {
    private let scenario: Scenario
    private let settings: FitSettings
    private let observed: [FittedResidual]
    private let target: FitTarget
    private let fitted: FittedRun

    /// - Parameters:
    ///   - scenario: whose parameters they are.
    ///   - observations: what the model is to come close to.
    ///   - free: names of parameters that have a distribution of numbers, their prior.
    ///   - settings: how the search goes.
    /// - Throws: `FitFailure.names` or `.observations`, with every fault found.
    public init(_ scenario: Scenario, _ observations: [Observation], free: [String], _ settings: FitSettings = FitSettings())
        throws(FitFailure)
    {
        self.scenario = scenario
        self.settings = settings
        let indices = try FreeNames.indices(free, in: scenario)
        let parameters = indices.map {
            FreeParameter(name: scenario.uncertain[$0].parameterName ?? "", prior: scenario.uncertain[$0].distribution)
        }
        let run = FittedRun(scenario, observations, free: indices)
        let used = try FittedResidual.used(run, parameters, settings)
        observed = used
        fitted = run
        let rows = used.indices.filter { used[$0].use == .fitted }
        target = FitTarget(parameters: parameters, observations: rows.compactMap { used[$0].fitted }) { values in
            run.modelled(values).map { modelled in rows.map { used[$0].scale.of(modelled[$0], used[$0].observation.measure) } }
        }
    }

    /// Searches for the best fit, follows the profiles, and draws from the posterior.
    ///
    /// - Throws: `FitFailure.notComputed` where the model can't be computed at any start.
    public func run() async throws(FitFailure) -> FitResult {
        let estimation = FitEstimation(target: target, settings: settings)
        guard let estimate = await estimation.run() else {
            throw .notComputed(
                "the scenario can't be computed at the medians of the priors or at any other start; run it with `simulate` to see why")
        }
        let draws = await PosteriorDraws(estimation, estimate).run()
        let modelled = fitted.modelled(zip(target.parameters, estimate.best.optimum.scores).map { $0.value($1) }) ?? []
        return FitResult(estimate, draws, observed.filled(estimate, modelled))
    }
}

extension UncertainQuantity {
    private static let prefix = "parameters/"

    /// The name of the parameter whose distribution this is; nil for a distribution in place.
    var parameterName: String? { path.hasPrefix(Self.prefix) ? String(path.dropFirst(Self.prefix.count)) : nil }
}
