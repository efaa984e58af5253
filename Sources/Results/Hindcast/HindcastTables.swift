internal import Analysis
internal import EnforcementModel
internal import ScenarioFormat

/// A forecast with its date and pair.
struct ForecastRow {
    let date: DateText
    let pair: PairIndex.Entry
    let row: HindcastRow
}

/// The tables that a hindcast writes.
enum HindcastTables {
    /// All files of a hindcast that no other command writes.
    static let fileNames = ["hindcast.csv", "scores.csv"]

    static let hindcast = Table<ForecastRow>(
        name: "hindcast", title: "Forecasts of what was observed later, and how they did", key: [],
        columns: [
            .date("date", "Date of the observation") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("measure", "What was observed, in people or as a share of those online") { $0.row.observation.measure },
            .oneOf("forecaster", "Who forecast it: the scenario, or a naive rival") { $0.row.forecaster },
            .number("observed", unit: nil, "Observed value") { $0.row.observation.value },
            .number("mean", unit: nil, "Mean of the forecast, the error of observing included") { $0.row.forecast.mean },
        ] + quantiles + [
            .number("inside_50", unit: "1", "1 where the observed value lies from q25 to q75, else 0") { $0.row.score.isInside50 ? 1 : 0 },
            .number("inside_90", unit: "1", "1 where the observed value lies from q05 to q95, else 0") { $0.row.score.isInside90 ? 1 : 0 },
            .number("error", unit: nil, "Mean less observed") { $0.row.score.error },
            .number("crps", unit: nil, "Continuous ranked probability score: 0 is best") { $0.row.score.crps },
            .text("source", "Source of the observation") { $0.row.observation.source },
        ])

    private static let quantiles = [("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)].map { name, q in
        Column<ForecastRow>.number(name, unit: nil, "The ceil(\(q) M)-th smallest value of the forecast") { $0.row.forecast.quantile(q) }
    }

    static let scores = Table<HindcastResult.Scores>(
        name: "scores", title: "How the forecasters did, measure by measure", key: ["measure", "forecaster"],
        columns: [
            .oneOf("measure", "What was observed") { $0.measure },
            .oneOf("forecaster", "Who forecast it") { $0.forecaster },
            .count("observations", unit: "1", "Observations that it forecast") { $0.summary.count },
            .number("bias", unit: nil, "Mean of the forecasts' means less the observed values") { $0.summary.bias },
            .number("coverage_50", unit: "1", "Share of them inside the 50 % band") { $0.summary.coverage50 },
            .number("coverage_90", unit: "1", "Share of them inside the 90 % band") { $0.summary.coverage90 },
            .number("crps", unit: nil, "Mean continuous ranked probability score: 0 is best") { $0.summary.crps },
        ])
}
