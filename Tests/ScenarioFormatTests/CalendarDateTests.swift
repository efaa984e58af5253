import Foundation
import ScenarioFormat
import Testing

@Suite struct CalendarDateTests {
    /// Foundation's calendar as the independent answer.
    @Test func agreesWithFoundation() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for dayNumber in stride(from: -80_000, through: 80_000, by: 37) {
            let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: Double(dayNumber) * 86_400))
            let date = CalendarDate(dayNumber: dayNumber)
            #expect(date.components.year == parts.year && date.components.month == parts.month && date.components.day == parts.day)
            #expect(CalendarDate(iso: date.description) == date)
        }
    }

    @Test(arguments: [
        "2018-02-29", "1900-02-29", "2018-02-30", "2018-13-01", "2018-00-10", "2018-04-31", "2018-1-1", "20180416", "2018-04-16T00:00", "",
        "0000-01-01",
        "2018-04-1٦",
    ])
    func refuses(_ text: String) { #expect(CalendarDate(iso: text) == nil) }

    /// Month arithmetic counts from the first date and clamps.
    @Test func monthsAreClamped() throws {
        let january = try #require(CalendarDate(iso: "2020-01-31"))
        let period = try #require(CalendarPeriod(iso: "P1M"))
        let dates = (0...3).map { period.date(after: january, times: $0).description }
        #expect(dates == ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"])
        let leapDay = try #require(CalendarDate(iso: "2020-02-29"))
        #expect(try #require(CalendarPeriod(iso: "P1Y")).date(after: leapDay, times: 1).description == "2021-02-28")
        #expect(
            try #require(CalendarPeriod(iso: "P6M")).date(after: CalendarDate(iso: "2020-08-31")!, times: -1).description == "2020-02-29")
        #expect(try #require(CalendarPeriod(iso: "P2W")).date(after: january, times: 2).description == "2020-02-28")
    }

    @Test(arguments: ["P0D", "P1H", "PT1H", "P1Y2M", "P-1D", "P1.5D", "1D", "P", "PD", "P1d", "P99999999999999999999D"])
    func refusesPeriods(_ text: String) { #expect(CalendarPeriod(iso: text) == nil) }
}
