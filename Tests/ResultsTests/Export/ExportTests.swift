import Foundation
import ScenarioFormat
import TestSupport
import Testing

@testable import Results

@Suite struct ExportTests {
    private let folder: TemporaryFolder
    private let results: ExportedResults

    init() throws {
        folder = try TemporaryFolder()
        let scenario = try TestScenario.read(
            """
            {"format": 1, "title": "=1+1", "start": "2020-01-15", "end": "2020-04-15", "output_every": "P1M",
             "services": {"s": {"title": "Service"}},
             "markets": {"a": {"title": "=A", "online_population": 1e6, "services": {"s": {\(pair)}}},
                         "b": {"online_population": 1e6, "services": {"s": {\(pair)}}}},
             "enforcement": {"c": {"market": "a", "steps": {"block": {"on": "2020-02-20", "effectiveness": 0.5, "source": "x"}}}}}
            """)
        let path = folder.url.appendingPathComponent("r").path
        try RunResults.write(scenario, to: Destination(path))
        results = try ExportedResults(path)
    }

    private let pair = #""direct_users": 1000, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}"#

    @Test func cellsHaveTheTypesOfTheirColumns() throws {
        let first = try #require(results.timeseries.rows.first)
        #expect(first.prefix(4) == [.date(CalendarDate(iso: "2020-01-15")!), .text("a"), .text("s"), .text("open")])
        #expect(first[7] == .number(1000))
        let events = try #require(results.others.first { $0.description.name == "events" })
        #expect(events.rows.count == 1)
        #expect(results.sources == ["x"])
    }

    @Test func theTimeSeriesBecomesLong() throws {
        let tables = TidyTables(results).tables
        #expect(tables.map(\.description.name) == ["timeseries", "statuses", "totals", "events", "summary"])
        let long = tables[0]
        #expect(long.fields.map(\.name) == ["date", "market", "service", "measure", "unit", "value"])
        #expect(long.rows.count == results.timeseries.rows.count * 14)
        let second = Array(long.rows[1].suffix(3))
        #expect(second == [.text("active_users"), .text("people"), .number(1000)])
        #expect(long.fields[1].labels.map(\.label) == ["=A", "b"])
    }

    @Test func theChartDrawsThePairsOverOneWideTable() {
        let chart = ActiveUsersChart(results)
        #expect(chart.table.columns.map(\.name) == ["date", "=A", "=A, left alone", "b", "b, left alone"])
        #expect(chart.table.rows.count == 4)
        #expect(chart.table.rows.allSatisfy { $0.count == 5 })
        #expect(chart.lines.map(\.column) == [2, 1, 4, 3])
        #expect(chart.lines.map(\.isDashed) == [true, false, true, false])
    }

    @Test func valuesOfASummaryAreShownInTheirOwnUnits() throws {
        let summary = try #require(results.others.last)
        let formats = Sheet(summary).rows.prefix(6).map { if case .number(_, let format) = $0[3] { format.places } else { -1 } }
        // Users at start, at end, at their peak and low, days blocked, share lost.
        #expect(formats == [0, 0, 0, 0, 0, 4])
    }

    @Test func anExportLeavesSomeonesWorkAlone() throws {
        let target = Destination(folder.url.appendingPathComponent("out").path)
        try NotebookFolder.write(results, to: target)
        try NotebookFolder.write(results, to: target)
        try folder.file("out/mine.ipynb", "mine")
        #expect(throws: ResultsFailure.foreign(path: target.path, strangers: [Stranger(name: "mine.ipynb", isChanged: false)])) {
            try NotebookFolder.write(results, to: target)
        }
    }

    @Test func theSameSpreadsheetTwice() throws {
        let files = ["a.xlsx", "deep/b.xlsx"].map { folder.url.appendingPathComponent($0).path }
        for file in files { try Spreadsheet.write(results, to: Destination(file)) }
        let bytes = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(bytes[0] == bytes[1])
        #expect(bytes[0].starts(with: Array("PK".utf8)))
    }
}
