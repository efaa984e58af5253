internal import Analysis
internal import EnforcementModel
internal import ScenarioFormat

/// A parameter of a fit with its prior in words.
struct FitRow {
    let parameter: FittedParameter
    let prior: String
    /// The parameter with which it is correlated most, and how; nil where it is alone.
    let partner: (name: String, correlation: Double)?
}

/// A pair of parameters.
struct CorrelationRow {
    let parameter: String
    let other: String
    let correlation: Double
}

/// A point of a profile.
struct ProfileRow {
    enum Kind: String, CaseIterable {
        case whole = "observations and prior"
        case observations
    }
    let parameter: String
    let kind: Kind
    let point: ProfilePoint
}

/// An observation in a fit.
struct ResidualRow {
    let date: DateText
    let pair: PairIndex.Entry
    let residual: FittedResidual
}

/// A number about a fit as a whole, or about one parameter's draws.
struct DiagnosticRow {
    let name: String
    /// The parameter or group of observations that it is about; empty for the whole.
    let subject: String
    /// Nil where it is infinite.
    let value: Double?
    let meaning: String
}

/// The tables that a fit writes.
enum FitTables {
    /// All files of a fit that no other command writes.
    static let fileNames = ["fit", "correlations", "diagnostics", "profile", "residuals", "posterior", "posterior-not-converged"].map {
        $0 + ".csv"
    }

    private static let threshold = "threshold: found; bound, reach: open, the end of the prior's range or six of its standard deviations"

    static let fit = Table<FitRow>(
        name: "fit", title: "Parameters fitted to observations", key: ["parameter"],
        columns: [
            .name("parameter", "Parameter") { $0.parameter.name },
            .number("estimate", unit: nil, "Peak of the posterior, on the scale on which the prior is standard normal") {
                $0.parameter.estimate
            },
            .number("standard_error", unit: nil, "From the curvature at the peak") { $0.parameter.standardError },
            .optionalNumber("low", unit: nil, "Lower end of the 95 % interval, observations and prior") { $0.parameter.profile?.low.value },
            .optionalNumber("high", unit: nil, "Upper end of the 95 % interval, observations and prior") {
                $0.parameter.profile?.high.value
            },
            .optionalNumber("likelihood_low", unit: nil, "Lower end of the 95 % profile-likelihood interval, observations alone") {
                $0.parameter.observationsProfile?.low.value
            },
            .text("likelihood_low_end", "How that end came about: \(threshold)") {
                $0.parameter.observationsProfile?.low.kind.rawValue ?? ""
            },
            .optionalNumber("likelihood_high", unit: nil, "Upper end of the 95 % profile-likelihood interval, observations alone") {
                $0.parameter.observationsProfile?.high.value
            },
            .text("likelihood_high_end", "How that end came about: \(threshold)") {
                $0.parameter.observationsProfile?.high.kind.rawValue ?? ""
            },
            .text("prior", "The prior, as the scenario has it") { $0.prior },
            .number("prior_low", unit: nil, "The prior's quantile at 2.5 %") { $0.parameter.priorRange.low },
            .number("prior_median", unit: nil, "The prior's median") { $0.parameter.priorRange.median },
            .number("prior_high", unit: nil, "The prior's quantile at 97.5 %") { $0.parameter.priorRange.high },
            .number(
                "spread_left", unit: "1", "Standard deviation over the prior's, on the scale of normal scores; 1 where nothing was learnt"
            ) {
                $0.parameter.spreadLeft
            },
            .text("most_correlated_with", "The parameter with which the estimate is correlated most; all are in correlations.csv") {
                $0.partner?.name ?? ""
            },
            .optionalNumber("correlation", unit: "1", "The correlation with it") { $0.partner?.correlation },
            .text("verdict", "What the observations alone say: identified, weakly identified, not identified, at its bound") {
                $0.parameter.verdict?.rawValue ?? ""
            },
        ])

    static let correlations = Table<CorrelationRow>(
        name: "correlations", title: "Correlations of the estimates", key: ["parameter", "other"],
        columns: [
            .name("parameter", "Parameter") { $0.parameter },
            .name("other", "Another, or the same") { $0.other },
            .number("correlation", unit: "1", "Correlation of their normal scores, from the curvature at the peak") { $0.correlation },
        ])

    static let diagnostics = Table<DiagnosticRow>(
        name: "diagnostics", title: "How the fit went", key: ["diagnostic", "of"],
        columns: [
            .name("diagnostic", "What it is") { $0.name },
            .text("of", "The parameter or the observations that it is about; empty for the fit as a whole") { $0.subject },
            .optionalNumber("value", unit: nil, "Its value; empty where infinite") { $0.value },
            .name("meaning", "What it means") { $0.meaning },
        ])

    static let profile = Table<ProfileRow>(
        name: "profile", title: "How well the rest can do with one parameter held", key: ["parameter", "of", "score"],
        columns: [
            .name("parameter", "Parameter that is held") { $0.parameter },
            .oneOf("of", "Whether priors count, or the observations alone") { $0.kind },
            .number("value", unit: nil, "Where it is held") { $0.point.value },
            .number("score", unit: "1", "The same as standard deviations of the prior from its median") { $0.point.score },
            .number("rise", unit: "1", "Twice the log-likelihood lost against the best fit") { $0.point.rise },
        ])

    static let residuals = Table<ResidualRow>(
        name: "residuals", title: "Observations beside the fit", key: [],
        columns: [
            .date("date", "Date of the observation") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("measure", "What was observed, in people or as a share of those online") { $0.residual.observation.measure },
            .number("observed", unit: nil, "Observed value") { $0.residual.observation.value },
            .optionalNumber("modelled", unit: nil, "The model's value at the best fit; empty outside the run") { $0.residual.modelled },
            .oneOf("use", "Whether it was fitted; if not, because it lies outside the run or no free parameter moves it") {
                $0.residual.use
            },
            .oneOf("scale", "Whether residuals are of logarithms or of values") { $0.residual.scale },
            .optionalNumber("residual", unit: nil, "Observed less modelled, on that scale") { $0.residual.residual },
            .optionalNumber("error", unit: nil, "Standard deviation that the observation is taken to have, on that scale") {
                $0.residual.deviation
            },
            .text("error_origin", "given: from its own range; estimated: from the residuals; assumed: too few for that") {
                $0.residual.origin?.rawValue ?? ""
            },
            .optionalNumber("standardized", unit: "1", "Residual over error") { row in
                row.residual.residual.flatMap { residual in row.residual.deviation.map { residual / $0 } }
            },
            .text("source", "Source of the observation") { $0.residual.observation.source },
        ])

    /// One column a parameter, as a scenario's `posterior` wants it.
    static func posterior(_ result: FitResult) -> Table<[Double]> {
        let isConverged = result.sampler?.isConverged ?? true
        return Table(
            name: isConverged ? "posterior" : "posterior-not-converged",
            title: isConverged ? "Draws of the posterior, a row a draw" : "Draws of chains that have not converged; no posterior", key: [],
            columns: result.parameters.enumerated().map { p, parameter in
                .number(parameter.name, unit: nil, "Drawn value") { $0[p] }
            })
    }
}
