internal import Analysis
internal import EnforcementModel

/// The rows of diagnostics.csv.
enum FitDiagnostics {
    static func rows(_ result: FitResult) -> [DiagnosticRow] {
        let fitted = result.residuals.filter { $0.use == .fitted }.count
        var rows = [
            DiagnosticRow(
                name: "observations_fitted", subject: "", value: Double(fitted), meaning: "observations that some free parameter moves"),
            DiagnosticRow(
                name: "condition_number", subject: "", value: finite(result.conditionNumber),
                meaning:
                    "largest over least effect of a combination of parameters on the observations, each in standard deviations of its prior"
            ),
            DiagnosticRow(
                name: "sum_of_squares", subject: "", value: result.sumOfSquares,
                meaning: "squared residuals over their errors and squared scores, added up"),
            DiagnosticRow(
                name: "threshold", subject: "", value: result.threshold, meaning: "rise of the sum of squares at the ends of 95 % intervals"
            ),
            DiagnosticRow(name: "starts", subject: "", value: Double(result.starts), meaning: "starts from which a search came to an end"),
            DiagnosticRow(
                name: "starts_at_best", subject: "", value: Double(result.startsAtBest), meaning: "those that ended at the best fit"),
        ]
        if result.givenErrors.count > 0 {
            rows.append(
                DiagnosticRow(
                    name: "misfit", subject: "given", value: result.givenErrors.sum / Double(result.givenErrors.count),
                    meaning: "mean squared residual over error of observations with ranges; about 1 where these are right"))
        }
        for scale in result.scales {
            let subject = "\(scale.group.rawValue), \(scale.origin.rawValue)"
            rows.append(
                DiagnosticRow(
                    name: "error", subject: subject, value: scale.deviation, meaning: "standard deviation of observations without ranges"))
            rows.append(
                DiagnosticRow(
                    name: "degrees_of_freedom", subject: subject, value: finite(scale.degreesOfFreedom),
                    meaning: "observations less what the parameters take of them; empty where the error is assumed"))
        }
        if let sampler = result.sampler { rows += self.rows(sampler, result.parameters.map(\.name)) }
        return rows
    }

    private static func rows(_ sampler: SamplerReport, _ names: [String]) -> [DiagnosticRow] {
        var rows = [
            DiagnosticRow(name: "acceptance", subject: "", value: sampler.acceptance, meaning: "share of proposals taken"),
            DiagnosticRow(name: "walkers", subject: "", value: Double(sampler.walkers), meaning: "chains"),
            DiagnosticRow(name: "steps", subject: "", value: Double(sampler.steps), meaning: "steps of each chain that count"),
            DiagnosticRow(
                name: "converged", subject: "", value: sampler.isConverged ? 1 : 0,
                meaning: "1 where the chains can be taken for the posterior"),
        ]
        for (p, name) in names.enumerated() {
            rows += [
                DiagnosticRow(
                    name: "r_hat", subject: name, value: finite(sampler.splitRHat[p]), meaning: "split R-hat; at most 1.01 is asked for"),
                DiagnosticRow(
                    name: "effective_sample_size", subject: name, value: sampler.effectiveSampleSize[p],
                    meaning: "independent draws that say as much; 400 or more are asked for"),
                DiagnosticRow(
                    name: "autocorrelation_time", subject: name, value: finite(sampler.autocorrelationTime[p]),
                    meaning: "steps until a chain has forgotten; 50 times as many are asked for"),
            ]
        }
        return rows
    }

    private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
