internal import EnforcementModel
internal import Numerics
internal import ScenarioFormat
internal import Simulation

/// A measure of a pair on a day over the members.
struct QuantileRow {
    let date: DateText
    let pair: PairIndex.Entry
    let measure: BandMeasure
    let sketch: MeasureSketch
}

/// How many members a pair has in a status on a day.
struct StatusRow {
    enum Field: String, CaseIterable {
        case access, stage, registry
    }
    let date: DateText
    let pair: PairIndex.Entry
    let field: Field
    let value: String
    let share: Double
}

/// The tables that an ensemble writes.
enum EnsembleTables {
    static let quantiles = Table<QuantileRow>(
        name: "quantiles", title: "Bands of every measure over the members", key: ["date", "market", "service", "measure"],
        columns: [
            .date("date", "Date, at 00:00 UTC, after every step up to and including that instant") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("measure", "Measure, as timeseries.csv has it") { $0.measure },
            .count("members", unit: "members", "Members that were computed") { $0.sketch.moments.count },
            .optionalNumber("mean", unit: nil, "Mean") { $0.sketch.moments.mean },
            .optionalNumber("sd", unit: nil, "Standard deviation with M - 1; empty for one member") { $0.sketch.moments.standardDeviation },
            quantile("q05", 0.05), quantile("q25", 0.25), quantile("q50", 0.5), quantile("q75", 0.75), quantile("q95", 0.95),
        ])

    private static func quantile(_ name: String, _ q: Double) -> Column<QuantileRow> {
        let error = "within \(ShortestDecimal.text(LogLinearHistogram.relativeError * 100)) % of it"
        return .optionalNumber(name, unit: nil, "The ceil(\(ShortestDecimal.text(q)) M)-th smallest value, \(error)") {
            $0.sketch.histogram.quantile(q)
        }
    }

    static let statuses = Table<StatusRow>(
        name: "statuses", title: "Shares of members by status", key: ["date", "market", "service", "field", "value"],
        columns: [
            .date("date", "Date, at 00:00 UTC, after every step up to and including that instant") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("field", "Status, as timeseries.csv has it") { $0.field },
            .name("value", "Value of the status") { $0.value },
            .number("share", unit: "1", "Share of the members that have it") { $0.share },
        ])

    /// A row a member: what it drew, and its summary measures.
    static func members(_ run: EnsembleRun) -> Table<MemberRow> {
        let draws = run.scenario.uncertain.enumerated().map { i, quantity in
            let start = Double(run.scenario.start.dayNumber)
            let isDate = quantity.distribution.ofDates
            let title = isDate ? "Drawn date, in days since start" : "Drawn value"
            return Column<MemberRow>.number(quantity.path, unit: isDate ? "days" : nil, title) {
                isDate ? $0.draws[i] - start : $0.draws[i]
            }
        }
        let measures = PairSummary.names
        let summaries = run.index.all.enumerated().flatMap { pair, entry in
            measures.enumerated().map { m, measure in
                Column<MemberRow>.optionalNumber(
                    "\(entry.marketName).\(entry.serviceName).\(measure.name)", unit: measure.unit, "Summary measure"
                ) {
                    let value = $0.summary[pair * measures.count + m]
                    return value.isNaN ? nil : value
                }
            }
        }
        return Table(
            name: "members", title: "What every member drew, and its summary measures", key: ["member"],
            columns: [.count("member", unit: "1", "Number of the member, from 0") { $0.member }] + draws + summaries)
    }
}
