import ScenarioFormat
import TestSupport
import Testing

@testable import Results

@Suite struct ReportTests {
    @Test(arguments: [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"), (#""x" onload='y'"#, "&quot;x&quot; onload=&#39;y&#39;"), ("Привет 北京", "Привет 北京"),
        ("a\u{0}b\u{202E}", "a\u{FFFD}b\u{FFFD}"),
    ])
    func textsAreEscaped(_ text: String, _ escaped: String) { #expect(HTMLText.escaped(text) == escaped) }

    @Test func tablesHaveHeadersWithScope() {
        let html = HTMLParts.table("C <1>", header: ["A", "B"], [["a&", "1"]], numbers: 1..<2)
        #expect(html.contains("<caption>C &lt;1&gt;</caption>"))
        #expect(html.contains(#"<th scope="col">A</th><th scope="col" class="number">B</th>"#))
        #expect(html.contains(#"<th scope="row">a&amp;</th><td class="number">1</td>"#))
    }

    private func assumptions(_ json: String) throws -> [Assumption] {
        let folder = try TemporaryFolder()
        return Assumption.all(try JSONText.read(folder.file("s.json", json)))
    }

    @Test func everyNumberHasTheNearestSource() throws {
        let found = try assumptions(
            """
            {"format": 1, "title": "t", "note": "n", "start": "2020-01-01",
             "parameters": {"q": {"lognormal": {"median": 1.25, "sigma": 0.5}, "source": "fit", "note": "rough"}},
             "services": {"beta": {"title": "Beta", "metadata_bytes_per_message": 300, "source": "of the service"}},
             "markets": {"m": {"online_population": {"series": [["2020-01-01", 1000000], ["2021-01-01", 2e6]]},
               "services": {"beta": {"direct_users": 5, "churn_per_year": {"parameter": "q"}}}, "source": "of the market"}}}
            """)
        let lines = found.map { "\($0.path.joined(separator: "/")) = \($0.value) [\($0.source)]" }
        #expect(
            lines == [
                "start = 2020-01-01 [none given]",
                "parameters/q = lognormal (median 1.25, sigma 0.5) [fit Note: rough]",
                "services/beta/metadata_bytes_per_message = 300 [of the service]",
                "markets/m/online_population = 1,000,000 on 2020-01-01; 2,000,000 on 2021-01-01 [of the market]",
                "markets/m/services/beta/direct_users = 5 [of the market]",
                "markets/m/services/beta/churn_per_year = parameter q [see the parameter]",
            ])
    }

    @Test func runsOfOneNameAreToldApart() throws {
        let folder = try TemporaryFolder()
        let paths = ["a/r", "b/r", "c/other"].map { folder.url.appendingPathComponent($0).path }
        let pair = #""direct_users": 1, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#
        for path in paths { try RunResults.write(TestScenario.onePair(days: 3, pair: pair), to: Destination(path)) }
        let runs = try ReportedRun.all(paths.map { try ResultsCurves(ResultsFolder($0)) })
        #expect(runs.map(\.label) == ["r (1)", "r (2)", "other"])
    }
}
