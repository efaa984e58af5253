internal import Analysis
internal import EnforcementModel
public import ScenarioFormat

/// What `hindcast` prints.
public enum HindcastText {
    /// What `hindcast` prints: a line an observation with its forecast, and the scores of model and rivals.
    public static func text(_ hindcast: HindcastRecord, of scenario: Scenario) -> String {
        let result = hindcast.result
        let parameters = result.fit.parameters.map { "\($0.name) \(FitText.number($0.estimate))" }.joined(separator: ", ")
        let fitted = result.fit.residuals.count { $0.use == .fitted }
        return table(result, scenario) + "\nFitted to \(counted(fitted, "observation")) up to \(hindcast.settings.until): \(parameters).\n"
            + "Bands are of \(SummaryText.grouped(Double(hindcast.settings.members))) members, seed \(hindcast.settings.seed), the error of observing included.\n"
            + "\n" + verdicts(result)
    }

    private static func table(_ result: HindcastResult, _ scenario: Scenario) -> String {
        let index = PairIndex(scenario)
        var rows = [["date", "market", "service", "measure", "observed", "model: 5 %", "median", "95 %", "last value", "logistic"]]
        for row in result.rows where row.forecaster == .model {
            let observation = row.observation
            let pair = index.all[index.pair(observation.market, observation.place)]
            func median(_ rival: Forecaster) -> String {
                let other = result.rows.first { $0.forecaster == rival && $0.observation == observation }
                return other.map { FitText.number($0.forecast.quantile(0.5)) } ?? "–"
            }
            rows.append(
                [
                    observation.date.description, Quoting.printable(scenario.markets[pair.market].label),
                    Quoting.printable(scenario.services[pair.service].label), observation.measure.rawValue,
                    FitText.number(observation.value),
                ] + [0.05, 0.5, 0.95].map { FitText.number(row.forecast.quantile($0)) } + [median(.lastValue), median(.logistic)])
        }
        return TextTable.aligned(rows, textColumns: [0, 1, 2, 3])
    }

    /// A paragraph for each measure.
    private static func verdicts(_ result: HindcastResult) -> String {
        let scores = result.scores
        return scores.filter { $0.forecaster == .model }.map { model in
            let summary = model.summary
            let direction = summary.bias >= 0 ? "above" : "below"
            let rivals = scores.filter { $0.measure == model.measure && $0.forecaster != .model }
            let others = rivals.map { rival in
                let of = rival.summary.count == summary.count ? "" : " over \(rival.summary.count)"
                return "\(FitText.number(rival.summary.crps))\(of) of \(name(rival.forecaster))"
            }
            let against = others.isEmpty ? "; the rivals have nothing to go by" : ", against \(others.joined(separator: " and "))"
            return
                "\(model.measure.rawValue): of \(counted(summary.count, "later observation")) the 50 % band holds \(held(summary.coverage50, summary)) and the "
                + "90 % band \(held(summary.coverage90, summary)); forecasts are \(FitText.number(abs(summary.bias))) \(direction) them on average. "
                + "CRPS \(FitText.number(summary.crps))\(against).\n"
        }.joined()
    }

    private static func held(_ share: Double, _ summary: ScoreSummary) -> String { "\(Int((share * Double(summary.count)).rounded()))" }

    private static func name(_ forecaster: Forecaster) -> String {
        switch forecaster {
        case .model: "the model"
        case .lastValue: "the last value"
        case .logistic: "a logistic curve"
        }
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
