import TestSupport
import Testing

@testable import ScenarioFormat

@Suite struct ObservationTests {
    private func scenario() throws -> Scenario {
        try TestScenario.onePair(days: 9, pair: #""direct_users": 1, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#)
    }

    private func read(_ text: String) throws -> [Observation] {
        try Observation.read(CSVFile(ofUser: "o.csv", Array(text.utf8)), for: scenario()).observations
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
        ("n,s,2020-01-03,active_users,1,,,", "o.csv:2:1: market: `n` isn't a market of the scenario; allowed: `m`"),
        ("m,t,2020-01-03,active_users,1,,,", "o.csv:2:3: service: `t` isn't a service of that market; allowed: `s`"),
        ("m,s,2020-02-30,active_users,1,,,", "o.csv:2:5: date: expected a date such as 2018-04-16, found `2020-02-30`"),
        (
            "m,s,2020-01-03,active_user,1,,,",
            "o.csv:2:16: measure: `active_user` isn't a measure that can be observed; did you mean `active_users`?"
        ),
        ("m,s,2020-01-03,active_users,many,,,", "o.csv:2:29: value: expected a number, 0 or more, found `many`"),
        ("m,s,2020-01-03,active_users,,,,", "o.csv:2:29: value: must be given, found an empty cell; give it, or leave the row out"),
        ("m,s,2020-01-03,active_users,NA,,,", "o.csv:2:29: value: must be given, found `NA`; give it, or leave the row out"),
        ("m,s,2020-01-03,active_users,-1,,,", "o.csv:2:29: value: must be 0 or more, found `-1`"),
        (
            "m,s,2020-01-03,active_users,5,?,,",
            "o.csv:2:31: low: expected a number, 0 or more, found `?`; leave the cell empty where there is none"
        ),
        (
            "m,s,2020-01-03,active_users,5,5,5,",
            "o.csv:2:31: low: `low` and `high` are equal, which would make the error 0; leave both empty, or give a range"
        ),
        (
            "m,s,2020-01-03,active_share_of_online,2.9,,,",
            "o.csv:2:39: value: must be between 0 and 1, found `2.9`; write 0.029 for 2.9 %"
        ),
        ("m,s,2020-01-03,active_share_of_online,0.5,,50,", "o.csv:2:44: high: must be between 0 and 1, found `50`; write 0.5 for 50 %"),
        ("m,s,2020-01-03,active_share_of_online,2900000,,,", "o.csv:2:39: value: must be between 0 and 1, found `2900000`"),
        (
            "m,s,2020-01-03,active_share_of_online,2.9 %,,,",
            "o.csv:2:39: value: expected a number, between 0 and 1, found `2.9 %`; a share is written between 0 and 1, 0.029 for 2.9 %"
        ),
        (
            "m,s,2020-01-03,active_users,\"2,900,000\",,,",
            "o.csv:2:29: value: expected a number, 0 or more, found `2,900,000`; "
                + "write it without marks or spaces between thousands, as 2900000"
        ),
        (
            "m,s,2020-01-03,active_users,\"1.234,5\",,,",
            "o.csv:2:29: value: expected a number, 0 or more, found `1.234,5`; "
                + "write it without marks or spaces between thousands, as 2900000"
        ),
        ("m,s,2020-01-03,active_users,5,6,,", "o.csv:2:31: low: must be no more than `value`"),
        ("m,s,2020-01-03,active_users,5,,4,", "o.csv:2:32: high: must be no less than `value`"),
        ("m,s,2020-01-03,active_users,5", "o.csv:2:1: market: expected 8 cells, found 5"),
        ("m,s,2020-01-03,active_users,5,,,\"open", "o.csv:2:33: the cell that begins here has no closing quote"),
        (
            "m,s,2020-01-03,active_users,5,,,a\"b",
            "o.csv:2:34: a quote inside a cell; put the whole cell in quotes and write the quote twice"
        ),
    ])
    func faulty(_ row: String, _ fault: String) { #expect(faults(header + row + "\n") == [fault]) }

    @Test func allFaultsComeAtOnce() { #expect(faults(header + "n,s,2020-01-03,active_users,-1,,,\nm,s,x,active_users,1,,,\n").count == 3) }

    @Test func theColumnsMustBeThose() {
        #expect(faults("market,service,low\n") == ["o.csv:1:1: market: the columns `date`, `measure`, `value` are missing; add them"])
        #expect(
            faults("market,service,date,measure,valeu,panel,modelled\n") == [
                "o.csv:1:29: valeu: `valeu` isn't a column of observations; did you mean `value`?",
                "o.csv:1:35: panel: `panel` isn't a column of observations; remove it, or put the text into `source`",
                "o.csv:1:41: modelled: `modelled` isn't a column of observations; remove it, or put the text into `source`",
            ])
        #expect(
            faults("market|service|date\n") == [
                "o.csv:1:1: market|service|date: the first line must name the columns market, service, date, measure, value, low, high, "
                    + "source, with commas, semicolons or tabs between them, found `market|service|date`"
            ])
        #expect(
            faults("market,service,date,measure,value,observed,Value\n") == [
                "o.csv:1:35: observed: `observed` and `value` are the same; remove one of them",
                "o.csv:1:44: Value: the column stands here a second time; remove one",
            ])
        #expect(faults("") == ["o.csv:1:1: the file is empty; its first line names the columns"])
    }

    /// What spreadsheets, R and pandas make of one table.
    @Test(arguments: [
        "\u{FEFF}market,service,date,measure,value,low,high,source\r\nm,s,2020-01-03,active_share_of_online,0.029,,0.5,a b\r\n",
        "\u{FEFF}market;service;date;measure;value;low;high;source\r\nm;s;2020-01-03;active_share_of_online;0,029;;0,5;a b\r\n",
        "market\tservice\tdate\tmeasure\tvalue\tlow\thigh\tsource\nm\ts\t2020-01-03\tactive_share_of_online\t0.029\t\t0.5\ta b\n",
        "market\tservice\tdate\tmeasure\tvalue\tlow\thigh\tsource\rm\ts\t2020-01-03\tactive_share_of_online\t0,029\t\t0,5\ta b\r",
        "market,service,date,measure,value,low,high,source\nm,s,2020-01-03,active_share_of_online,\"0,029\",,\"0,5\",a b\n",
        "Market, Service ,DATE,measure,value,high,source,,\n,,,,,,,,\nm, s,2020-01-03,active_share_of_online,2.9e-2, 0.5,a b,,,\n\n",
        "\"\",\"market\",\"service\",\"date\",\"measure\",\"value\",\"low\",\"high\",\"source\"\n"
            + "\"1\",\"m\",\"s\",\"2020-01-03\",\"active_share_of_online\",0.029,NA,0.5,\"a b\"\n",
        ",source,market,service,date,measure,value,low,high\n0,a b,m,s,2020-01-03,active_share_of_online,0.029,nan,0.5\n",
        "date,market,service,measure,observed,low,high,modelled,residual,source\n2020-01-03,m,s,active_share_of_online,0.029,,0.5,9,-8,a b\n",
        "\u{FEFF}sep=;\r\nmarket;service;date;measure;value;high;source\r\nm;s;2020-01-03;active_share_of_online;0,029;0,5;a b\r\n",
        "  \n;;;;;;;\nmarket;service;date;measure;value;low;high;source\n\n;;;;;;;\nm;s;2020-01-03;active_share_of_online;0,029;;0,5;a b",
    ])
    func readsWhatProgramsWrite(_ text: String) throws {
        let day = try #require(CalendarDate(iso: "2020-01-03"))
        #expect(
            try read(text) == [
                Observation(market: 0, place: 0, date: day, measure: .activeShareOfOnline, value: 0.029, low: nil, high: 0.5, source: "a b")
            ])
    }

    @Test func whatCannotBeKnownIsRefused() {
        let start = "market;service;date;measure;value\nm;s;2020-01-03;active_users;"
        let mixed =
            "; the semicolons between cells go with decimal commas, and points may stand between thousands: write decimal commas, or none of either"
        #expect(faults(start + "2.9\n") == ["o.csv:2:29: value: expected a number, 0 or more, found `2.9`\(mixed)"])
        #expect(faults(start + "2.900.000\n") == ["o.csv:2:29: value: expected a number, 0 or more, found `2.900.000`\(mixed)"])
        let thousands = "found `1.234,5`; write it without marks or spaces between thousands, as 2900000"
        #expect(faults(start + "1.234,5\n")[0].hasSuffix(thousands))
        let share = start.replacing("active_users", with: "active_share_of_online")
        #expect(faults(share + "2,9\n")[0].hasSuffix("must be between 0 and 1, found `2,9`; write 0,029 for 2,9 %"))
        // 2,900 is 2.9 or 2900; another cell tells.
        let tabs = "market\tservice\tdate\tmeasure\tvalue\nm\ts\t2020-01-03\tactive_users\t2,900\n"
        #expect(faults(tabs).count == 1)
        #expect((try? read(tabs + "m\ts\t2020-01-04\tactive_users\t2,9\n"))?.map(\.value) == [2.9, 2.9])
        #expect(faults(tabs + "m\ts\t2020-01-04\tactive_users\t2,9\nm\ts\t2020-01-05\tactive_users\t2.9\n").count == 1)
    }

    @Test func linesAreThoseOfTheFile() {
        #expect(faults("\u{FEFF}\r\n" + header + ",,,,,,,\rm,s,x,active_users,1\r")[0].hasPrefix("o.csv:4:1: market: expected 8 cells"))
        #expect(faults("\u{FEFF}market,servcie\n")[1].hasPrefix("o.csv:1:8: servcie"))
    }

    @Test func rowsThatStandTwiceAreToldAndCounted() throws {
        let row = "m,s,2020-01-03,active_users,5,,,panel\n"
        let text = header + row + "\n" + row.replacing("5", with: "5.0") + row.replacing("panel", with: "other") + row
        let read = try Observation.read(CSVFile(ofUser: "o.csv", Array(text.utf8)), for: scenario())
        #expect(read.observations.count == 4)
        #expect(
            read.warnings.map(\.description) == [
                "o.csv:4:1: lines 2, 4 and 6 are the same, and each counts as an observation of its own; remove all but one if they are one"
            ])
    }

    @Test func manyRowsThatStandTwiceAreSummedUp() throws {
        let rows = (0..<12).map { "m,s,2020-01-03,active_users,\($0),,,panel\n" }.joined()
        let text = header + String(repeating: rows, count: 10)
        let told = try Observation.read(CSVFile(ofUser: "o.csv", Array(text.utf8)), for: scenario()).warnings.map(\.description)
        #expect(told.count == 11)
        #expect(told[0].hasPrefix("o.csv:14:1: lines 2, 14, 26, 38, 50, 62, 74, 86 and 2 more are the same, "))
        #expect(told[10] == "o.csv: 2 more observations stand twice or more")
    }
}
