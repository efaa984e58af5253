import TestSupport
import Testing

@testable import ScenarioFormat

@Suite struct ObservationTests {
    private func scenario() throws -> Scenario {
        try TestScenario.onePair(days: 9, pair: #""direct_users": 1, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#)
    }

    private func read(_ text: String) throws -> [Observation] {
        try Observation.read(CSVFile(name: "o.csv", Array(text.utf8)), for: scenario())
    }

    private func faults(_ text: String) -> [String] {
        do { _ = try read(text) } catch InputFailure.faulty(let faults) { return faults.map(\.description) } catch { return ["\(error)"] }
        return []
    }

    private let header = "market,service,date,measure,value,low,high,source\n"

    @Test func readsRowsInAnyOrderOfColumns() throws {
        let rows = try read(
            "source,high,low,value,measure,date,service,market\r\n\"a, \"\"b\"\"\",,1e3,2000,active_users,2020-01-03,s,m\r\n")
        #expect(rows.count == 1)
        #expect(rows[0].source == "a, \"b\"" && rows[0].value == 2000 && rows[0].low == 1000 && rows[0].high == nil)
    }

    @Test(arguments: [
        ("n,s,2020-01-03,active_users,1,,,", "o.csv:2:1: market: `n` is no market of the scenario; allowed: `m`"),
        ("m,t,2020-01-03,active_users,1,,,", "o.csv:2:3: service: `t` is no service of that market; allowed: `s`"),
        ("m,s,2020-02-30,active_users,1,,,", "o.csv:2:5: date: expected a date such as 2018-04-16, found `2020-02-30`"),
        (
            "m,s,2020-01-03,active_user,1,,,",
            "o.csv:2:16: measure: `active_user` is no measure that can be observed; did you mean `active_users`?"
        ),
        ("m,s,2020-01-03,active_users,many,,,", "o.csv:2:29: value: expected a number, 0 or more, found `many`"),
        ("m,s,2020-01-03,active_users,,,,", "o.csv:2:29: value: expected a number, 0 or more, found ``"),
        ("m,s,2020-01-03,active_users,5,6,,", "o.csv:2:31: low: must be no more than `value`"),
        ("m,s,2020-01-03,active_users,5,,4,", "o.csv:2:32: high: must be no less than `value`"),
        ("m,s,2020-01-03,active_users,5", "o.csv:2:1: expected 8 cells, found 5"),
        ("m,s,2020-01-03,active_users,5,,,\"open", "o.csv:2:33: the cell that begins here has no closing quote"),
        (
            "m,s,2020-01-03,active_users,5,,,a\"b",
            "o.csv:2:34: a quote inside a cell; put the whole cell in quotes and write the quote twice"
        ),
    ])
    func faulty(_ row: String, _ fault: String) { #expect(faults(header + row + "\n") == [fault]) }

    @Test func allFaultsComeAtOnce() { #expect(faults(header + "n,s,2020-01-03,active_users,-1,,,\nm,s,x,active_users,1,,,\n").count == 3) }

    @Test func theColumnsMustBeThose() {
        #expect(
            faults("market,service\n") == [
                "o.csv:1:1: market: the columns must be market, service, date, measure, value, low, high, source, found market, service"
            ])
        #expect(faults("") == ["o.csv:1:1: the file is empty; its first line names the columns"])
    }
}
