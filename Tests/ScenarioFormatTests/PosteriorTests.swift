import TestSupport
import Testing

@testable import ScenarioFormat

@Suite struct PosteriorTests {
    private func scenario(_ csv: String) throws -> Scenario {
        let folder = try TemporaryFolder()
        try folder.file("deep/posterior.csv", csv)
        try folder.file("deep/base.json", #"{"posterior": {"file": "posterior.csv"}}"#)
        return try Scenario.read(
            folder.file(
                "s.json",
                """
                {"extends": "deep/base.json", "format": 1, "start": "2020-01-01", "end": "2020-02-01",
                 "parameters": {"q": {"lognormal": {"median": 9, "sigma": 1}}, "c": {"beta": {"alpha": 2, "beta": 2}}, "free": {"uniform": [1, 3]}},
                 "services": {"s": {}}, "markets": {"m": {"online_population": 1e6, "services": {"s": {
                    "direct_users": 5, "churn_per_year": {"parameter": "free"},
                    "adoption": {"imitation_per_year": {"parameter": "q"}, "ceiling_share": {"parameter": "c"}}}}}}}
                """))
    }

    private func faults(_ csv: String) -> [String] {
        do { _ = try scenario(csv) } catch InputFailure.faulty(let faults) { return faults.map(\.message) } catch { return ["\(error)"] }
        return []
    }

    @Test func thePlainRunTakesMedians() throws {
        let draws = try scenario("c,q\n0.1,5\n0.9,1\n0.3,2\n0.2,7\n").medianDraws
        #expect([0, 1, 2].map { draws[.uncertain($0)] } == [3.5, 0.25, 2])
    }

    @Test func aRowIsTakenAsAWhole() throws {
        let posterior = try #require(try scenario("c,q\n0.1,5\n0.9,1\n").posterior)
        #expect([0.01, 0.49, 0.5, 0.99].map { posterior.row($0) } == [[0.1, 5], [0.1, 5], [0.9, 1], [0.9, 1]])
    }

    @Test func faultyFiles() {
        #expect(faults("c,r\n0.1,5\n") == ["`r` isn't a parameter of the scenario with a distribution; allowed: `q`, `c`, `free`"])
        #expect(faults("c\n1.5\nx\n").count == 2)
        #expect(faults("c,q\n") == ["there are no draws below the header; put one on each row"])
        #expect(faults("c,c\n0.1,0.2\n") == ["the column stands here a second time; remove one"])
    }

    @Test(arguments: [
        "\u{FEFF}q,c\r\n5,0.5\r\n",
        "q;c\n5;0,5\n",
        ".chain,.iteration,.draw,q,c,lp__\n1,1,1,5,0.5,-5.2\n",
        "\"\",\"chain\",\"draw\",\"Q\",\"c\"\n\"1\",0,0,5,0.5\n",
        "# model = m\n#   seed = 1, 2\nlp__,accept_stat__,q,c\n# Adaptation terminated\n# Step size = 0.8\n-7,0.98,5,0.5\n# \n#  Elapsed Time: 1, 2 s\n",
    ])
    func readsWhatSamplersWrite(_ csv: String) throws {
        let posterior = try #require(try scenario(csv).posterior)
        #expect(posterior.rows == [[5, 0.5]])
    }

    @Test func whatIsNoDrawIsRefused() {
        #expect(faults("chain,draw\n1,2\n") == ["no column is named after a parameter of the scenario; name them so"])
        #expect(faults("q;c\n5;0.5\n").first?.contains("decimal commas") ?? false)
        #expect(faults("q,c\nNA,0.5\n").count == 1)
    }
}
