internal import EnforcementModel
internal import Numerics
internal import ScenarioFormat
internal import Simulation

/// A measure of a pair on a day over the members.
struct QuantileRow {
    let date: DateText
    let pair: PairIndex.Entry
    let measure: BandMeasure
    let bands: Bands
}

/// Number, mean, spread and quantiles of a sketch.
struct Bands {
    /// The quantiles, each with the name of its column.
    static let shares: [(name: String, share: Double)] = [("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)]
    let members: Int
    let mean: Double?
    /// With M − 1; nil for one member.
    let standardDeviation: Double?
    /// For each of the shares; nil where there are no members.
    let quantiles: InlineArray<5, Double?>

    init(_ sketch: borrowing MeasureSketch) {
        members = sketch.moments.count
        mean = sketch.moments.mean
        standardDeviation = sketch.moments.standardDeviation
        var quantiles = InlineArray<5, Double?>(repeating: nil)
        for i in quantiles.indices { quantiles[i] = sketch.histogram.quantile(Self.shares[i].share) }
        self.quantiles = quantiles
    }
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
        ] + bands { $0.bands })

    /// The columns of bands.
    static func bands<Row>(_ bands: @escaping @Sendable (Row) -> Bands) -> [Column<Row>] {
        let error = "within \(ShortestDecimal.text(LogLinearHistogram.relativeError * 100)) % of it"
        let quantiles = Bands.shares.enumerated().map { i, quantile in
            let title = "The ceil(\(ShortestDecimal.text(quantile.share)) M)-th smallest value, \(error)"
            return Column<Row>.optionalNumber(quantile.name, unit: nil, title) { bands($0).quantiles[i] }
        }
        return [
            .count("members", unit: "members", "Members that were computed") { bands($0).members },
            .optionalNumber("mean", unit: nil, "Mean") { bands($0).mean },
            .optionalNumber("sd", unit: nil, "Standard deviation with M - 1; empty for one member") { bands($0).standardDeviation },
        ] + quantiles
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
    static func members(_ run: EnsembleRun) -> Table<MemberRow> { members(run.scenario, name: "members") }

    /// What tells a column of drawn dates from others.
    static let dateTitle = "Drawn date, in days since start"

    /// The same for members of any design.
    static func members(_ scenario: Scenario, name: String) -> Table<MemberRow> {
        let draws = scenario.uncertain.enumerated().map { i, quantity in
            let start = Double(scenario.start.dayNumber)
            let isDate = quantity.distribution.ofDates
            let title = isDate ? dateTitle : "Drawn value"
            return Column<MemberRow>.number(quantity.path, unit: isDate ? "days" : nil, title) {
                isDate ? $0.draws[i] - start : $0.draws[i]
            }
        }
        let summaries = SummaryMeasure.all(PairIndex(scenario)).map { measure in
            Column<MemberRow>.optionalNumber(measure.name, unit: measure.unit, "Summary measure") {
                let value = $0.summary[measure.place]
                return value.isNaN ? nil : value
            }
        }
        return Table(
            name: name, title: "What every member drew, and its summary measures", key: ["member"],
            columns: [.count("member", unit: "1", "Number of the member, from 0") { $0.member }] + draws + summaries)
    }
}
