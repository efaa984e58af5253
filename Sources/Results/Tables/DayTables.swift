internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// The tables that grow with every day of output.
struct DayTables {
    private let index: PairIndex
    private let services: [(name: String, pairs: [Int])]
    private let laws: [String]
    private var timeseries: TableWriter<TimeseriesRow>
    private var totals: TableWriter<TotalsRow>
    private var retention: TableWriter<RetentionRow>?

    init(_ scenario: Scenario, _ index: PairIndex, _ files: ResultsFiles) throws(ResultsFailure) {
        self.index = index
        services = scenario.services.enumerated().map { ($1.name, index.pairs(ofService: $0)) }.filter { !$0.pairs.isEmpty }
        laws = scenario.laws.map(\.name)
        timeseries = try files.writer(RunTables.timeseries)
        totals = try files.writer(RunTables.totals)
        retention = scenario.laws.isEmpty ? nil : try files.writer(RunTables.retention)
    }

    mutating func write(_ record: DayRecord) throws(ResultsFailure) {
        let date = DateText(record.date)
        for (pair, measures) in zip(index.all, record.pairs) {
            try timeseries.write(TimeseriesRow(date: date, pair: pair, measures: measures))
        }
        for service in services {
            let totals = ServiceTotals(service.pairs.map { record.pairs[$0] })
            try self.totals.write(TotalsRow(date: date, service: service.name, totals: totals))
        }
        for row in record.storage {
            try retention?.write(RetentionRow(date: date, pair: index.all[row.pair], law: laws[row.law], storage: row))
        }
    }

    mutating func close() throws(ResultsFailure) {
        try timeseries.close()
        try totals.close()
        try retention?.close()
    }
}
