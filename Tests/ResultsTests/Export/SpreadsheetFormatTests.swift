import ScenarioFormat
import Testing

@testable import Results

@Suite struct SpreadsheetFormatTests {
    private func axis(_ first: String, _ last: String) throws -> SerialDateAxis {
        SerialDateAxis(first: try #require(CalendarDate(iso: first)), last: try #require(CalendarDate(iso: last)))
    }

    /// Excel: 1 January 2016 is day 42370.
    @Test func datesCountFromTheEndOf1899() throws {
        #expect(try #require(CalendarDate(iso: "2016-01-01")).serial == 42370)
        #expect(try #require(CalendarDate(iso: "1900-03-01")).hasSerial)
        #expect(try !#require(CalendarDate(iso: "1900-02-28")).hasSerial)
    }

    @Test(arguments: ["1999", "2000", "2015", "2016", "2017", "2018"]) func everyMarkOfAYearStandsInIt(_ year: String) throws {
        let axis = try axis("\(year)-03-05", "2150-06-30")
        let first = try #require(Int(year))
        for (k, mark) in stride(from: axis.least, through: axis.most, by: axis.step).enumerated() {
            let shown = CalendarDate(dayNumber: Int(mark.rounded(.down)) - 25_569).components
            #expect(shown.year == first + k * Int(axis.step / 365.25) && shown.month == 1)
        }
    }

    @Test func theAxisHoldsTheWholeRun() throws {
        for (first, last) in [("2016-01-15", "2021-01-01"), ("2020-01-01", "2020-01-02"), ("2020-02-29", "2022-01-31")] {
            let axis = try axis(first, last)
            #expect(try axis.most >= #require(CalendarDate(iso: last)).serial - 1)
            #expect(try axis.least <= #require(CalendarDate(iso: first)).serial + 1)
            #expect((axis.most - axis.least) / axis.step <= 12)
        }
        #expect(try axis("2016-01-15", "2021-01-01").format == "yyyy")
        #expect(try axis("2020-01-01", "2020-01-31").format == "d mmm yyyy")
    }

    @Test(
        arguments: [
            ("people", 1_234_567.5, 0, 10), ("1", -0.25, 4, 8), ("USD", 1000, 2, 9), ("days", 3.5, 2, 5), ("days", 3, 0, 2),
            (nil, 2e6, 0, 10), (nil, 0.5, 4, 7),
        ] as [(String?, Double, Int, Int)])
    func numbersAreShownAsTheirUnitWants(_ unit: String?, _ value: Double, _ places: Int, _ width: Int) {
        let format = NumberFormat(unit: unit, value: value)
        #expect(format.places == places)
        #expect(format.width(of: value) == width)
    }
}
