internal import ScenarioFormat

/// An axis of dates whose marks are a fixed number of days apart, as all marks of a spreadsheet's axis are.
struct SerialDateAxis: Equatable, Sendable {
    /// Marks that an axis has room for.
    private static let mostMarks = 12
    /// Years are marked from this many on, single dates below.
    private static let fewestYears = 3

    /// The first mark, as a spreadsheet's serial number of the day.
    let least: Double
    let most: Double
    /// Days from mark to mark.
    let step: Double
    /// How dates are shown, in a spreadsheet's own language.
    let format: String

    init(first: CalendarDate, last: CalendarDate) {
        let days = max(last.dayNumber - first.dayNumber, 1)
        let firstYear = first.components.year
        let years = last.components.year - firstYear + 1
        if years > Self.fewestYears, let newYear = CalendarDate(year: firstYear, month: 1, day: 1) {
            // A mark on 2 January stays within its year however the leap years fall; one on 1 January would slip into the year before.
            let start = newYear.adding(days: 1).serial
            step = 365.25 * Double((years + Self.mostMarks - 1) / Self.mostMarks)
            least = start
            most = start + step * ((last.serial - start) / step).rounded(.up)
            format = "yyyy"
        } else {
            step = Double((days + Self.mostMarks - 1) / Self.mostMarks)
            least = first.serial
            most = first.serial + step * (Double(days) / step).rounded(.up)
            format = "d mmm yyyy"
        }
    }
}

extension CalendarDate {
    /// Days since 30 December 1899, by which spreadsheets count.
    var serial: Double { Double(dayNumber + 25_569) }

    /// Whether Excel can show the date: it has none before 1900, and takes 1900 for a leap year.
    var hasSerial: Bool { serial >= 61 }
}
