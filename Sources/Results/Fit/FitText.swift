internal import Analysis
internal import Numerics
internal import ScenarioFormat

/// What `fit` prints.
public enum FitText {
    /// What `fit` prints: a line a parameter with interval and verdict, then what casts doubt on them.
    public static func text(_ fit: FitRecord) -> String {
        let result = fit.result
        var rows = [["parameter", "estimate", "std. error", "95 % interval", "observations alone", "prior, 95 %", "verdict"]]
        for parameter in result.parameters {
            rows.append([
                parameter.name, number(parameter.estimate), number(parameter.standardError), interval(parameter.profile),
                interval(parameter.observationsProfile),
                "\(number(parameter.priorRange.low)) to \(number(parameter.priorRange.high))", parameter.verdict?.rawValue ?? "",
            ])
        }
        return TextTable.aligned(rows, textColumns: [0, 3, 4, 5, 6]) + "\n" + observations(result) + errors(result) + search(result)
            + posterior(fit)
    }

    private static func observations(_ result: FitResult) -> String {
        func count(_ use: FittedResidual.Use) -> Int { result.residuals.count { $0.use == use } }
        var left: [String] = []
        if count(.outside) > 0 { left.append("\(count(.outside)) outside the run") }
        if count(.unmoved) > 0 { left.append("\(count(.unmoved)) that nothing free moves") }
        let leaving = left.isEmpty ? "" : ", left out: \(left.joined(separator: ", "))"
        let fitted = count(.fitted)
        return "\(fitted) observation\(fitted == 1 ? "" : "s") fitted\(leaving)\n"
    }

    private static func errors(_ result: FitResult) -> String {
        var lines = ""
        if result.givenErrors.count > 0 {
            let mean = result.givenErrors.sum / Double(result.givenErrors.count)
            let warning = mean > 4 ? ": far more than their ranges say, so that intervals are too narrow" : ""
            lines += "errors of \(result.givenErrors.count) from their ranges; mean squared residual over error \(number(mean))\(warning)\n"
        }
        for scale in result.scales {
            let size = scale.group == .relative ? SummaryText.percent(scale.deviation) : number(scale.deviation)
            let why =
                scale.origin == .estimated
                ? "estimated from their residuals, \(number(scale.degreesOfFreedom)) degrees of freedom"
                : "assumed, as they are too few to tell"
            lines += "errors of \(scale.observations) without ranges: \(size), \(why)\n"
        }
        return lines
    }

    private static func search(_ result: FitResult) -> String {
        let condition = result.conditionNumber.isFinite ? number(result.conditionNumber) : "infinite"
        return
            "\(result.startsAtBest) of \(result.starts) starts led to this fit; condition number of the observations alone \(condition)\n"
    }

    private static func posterior(_ fit: FitRecord) -> String {
        let (count, seed) = (SummaryText.grouped(Double(fit.result.draws.count)), fit.settings.seed)
        guard let sampler = fit.result.sampler else { return "\(count) Laplace draws of the posterior, seed \(seed)\n" }
        let size = sampler.effectiveSampleSize.min().map { SummaryText.grouped($0) } ?? ""
        let worst = sampler.splitRHat.max().map { number($0, digits: 5) } ?? ""
        return
            "\(count) draws from \(sampler.walkers) chains of \(SummaryText.grouped(Double(sampler.steps))) steps, seed \(seed): R-hat \(worst), "
            + "effective sample size \(size), acceptance \(SummaryText.percent(sampler.acceptance))\n"
    }

    private static func interval(_ profile: ParameterProfile?) -> String {
        guard let profile else { return "" }
        if profile.low.isOpen, profile.high.isOpen { return "open" }
        if profile.low.isOpen { return "up to \(number(profile.high.value))" }
        if profile.high.isOpen { return "from \(number(profile.low.value))" }
        return "\(number(profile.low.value)) to \(number(profile.high.value))"
    }

    /// Four significant digits, or so many.
    static func number(_ value: Double, digits: Int = 4) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
        guard value.magnitude < 1e15 else { return ShortestDecimal.text(value) }
        if value.magnitude >= 10_000 { return SummaryText.rounded(value) }
        var (scale, least) = (1.0, 1.0)
        for _ in 1..<digits { least *= 10 }
        while value.magnitude * scale < least, scale < 1e15 { scale *= 10 }
        return ShortestDecimal.text((value * scale).rounded() / scale)
    }
}
