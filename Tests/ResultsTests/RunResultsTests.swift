import Foundation
import ScenarioFormat
import Simulation
import TestSupport
import Testing

@testable import Results

@Suite struct RunResultsTests {
    private let pair = #""direct_users": 1000, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}"#

    private func files(_ scenario: Scenario) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let target = folder.url.appendingPathComponent("r").path
        try RunResults.write(scenario, to: Destination(target))
        let names = try FileManager.default.contentsOfDirectory(atPath: target)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try String(contentsOfFile: target + "/" + $0, encoding: .utf8)) })
    }

    private func dates(_ every: String, end: String) throws -> [String] {
        let scenario = try TestScenario.read(
            """
            {"format": 1, "start": "2020-01-31", "end": "\(end)", "output_every": "\(every)", "services": {"s": {}},
             "markets": {"m": {"online_population": 1e6, "services": {"s": {\(pair)}}}}}
            """)
        let table = try files(scenario)["timeseries.csv"]
        let rows = try #require(table).split(separator: "\n").dropFirst()
        return rows.map { String($0.prefix(10)) }
    }

    /// Row k is at start + k periods counted from start, clamped; the end always has a row.
    @Test func rowsStandAtCalendarPeriodsAndAtTheEnd() throws {
        #expect(try dates("P1M", end: "2020-05-01") == ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-01"])
        #expect(try dates("P1M", end: "2020-03-31") == ["2020-01-31", "2020-02-29", "2020-03-31"])
        #expect(try dates("P2W", end: "2020-03-01") == ["2020-01-31", "2020-02-14", "2020-02-28", "2020-03-01"])
        #expect(try dates("P9Y", end: "2020-02-02") == ["2020-01-31", "2020-02-02"])
        #expect(try dates("P1D", end: "2020-02-02") == ["2020-01-31", "2020-02-01", "2020-02-02"])
    }

    @Test func theSameBytesEveryTime() throws {
        let scenario = try TestScenario.onePair(days: 300, pair: pair, steps: #""block": {"on": "2020-03-01", "effectiveness": 0.7}"#)
        var (one, other) = (try files(scenario), try files(scenario))
        #expect(one.removeValue(forKey: "run.json") != nil && other.removeValue(forKey: "run.json") != nil)
        #expect(one == other && one.count == 6)
    }

    @Test func theDataPackageDescribesEveryColumnOfEveryTable() throws {
        let scenario = try TestScenario.onePair(
            days: 3, pair: pair,
            extra: #""laws": {"l": {"market": "m", "in_force": "2020-01-02", "content_retention": {"telecom": "P1M"}}}"#)
        let files = try files(scenario)
        let text = try #require(files["datapackage.json"])
        let package = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let resources = try #require(package["resources"] as? [[String: Any]])
        #expect(resources.compactMap { $0["path"] as? String }.sorted() == files.keys.filter { $0.hasSuffix(".csv") }.sorted())
        for resource in resources {
            let path = try #require(resource["path"] as? String)
            let fields = try #require((resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]])
            let header = try #require(files[path]?.split(separator: "\n").first)
            #expect(fields.compactMap { $0["name"] as? String }.joined(separator: ",") == header)
        }
    }

    @Test func aTitleThatLooksLikeAFormulaStaysOutOfTheTables() throws {
        let title = #"=cmd|' /C calc'!A0<script>alert(1)</script>"#
        let scenario = try TestScenario.onePair(days: 3, pair: pair, extra: #""title": "\#(title)""#)
        #expect(scenario.title == title)
        for (name, text) in try files(scenario) where name.hasSuffix(".csv") { #expect(!text.contains("cmd")) }
    }

    @Test func aFailingRunLeavesTheResultsBeforeIt() throws {
        let folder = try TemporaryFolder()
        let target = folder.url.appendingPathComponent("r").path
        try RunResults.write(TestScenario.onePair(days: 3, pair: pair), to: Destination(target))
        let before = try String(contentsOfFile: target + "/timeseries.csv", encoding: .utf8)
        // Rates at which no number is large enough.
        let wild = #""direct_users": 1e300, "adoption": {"imitation_per_year": 1e300, "ceiling_share": 1}"#
        let scenario = try TestScenario.read(
            #"{"format": 1, "start": "2020-01-01", "end": "2020-02-01", "services": {"s": {}}, "markets": {"m": {"online_population": 1e308, "services": {"s": {\#(wild)}}}}}"#
        )
        #expect(throws: ResultsFailure.notFinite(table: "timeseries")) { try RunResults.write(scenario, to: Destination(target)) }
        #expect(try String(contentsOfFile: target + "/timeseries.csv", encoding: .utf8) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["r"])
    }
}
