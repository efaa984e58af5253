/// A day of the proleptic Gregorian calendar, in UTC.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1 January 1970.
    public let dayNumber: Int

    /// The date so many days after 1 January 1970.
    public init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// Nil where the calendar has no such day; years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, ofYear: year) else {
            return nil
        }
        self.init(unchecked: year, month, day)
    }

    /// Reads `YYYY-MM-DD`; nil for any other form and for days that don't exist.
    public init?(iso text: String) {
        let bytes = Array(text.utf8)
        guard Self.hasISOForm(bytes) else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        self.init(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    }

    /// Whether the text has the form `YYYY-MM-DD`, be there such a day or not.
    static func hasISOForm(_ bytes: [UInt8]) -> Bool {
        bytes.count == 10
            && bytes.enumerated().allSatisfy { i, byte in
                i == 4 || i == 7 ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    /// Days from the civil date by H. Hinnant's algorithm (chrono-compatible low-level date algorithms, 2013).
    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400 - (y % 400 < 0 ? 1 : 0)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month from 1 and day of the month from 1.
    public var components: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp + (mp < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }

    /// This date `count` calendar months later (earlier where negative), clamped to the month's last day.
    public func adding(months count: Int) -> CalendarDate {
        let (year, month, day) = components
        let months = year * 12 + month - 1 + count
        let (newYear, newMonth) = (months.flooringDivision(by: 12), months.flooringRemainder(by: 12) + 1)
        return CalendarDate(unchecked: newYear, newMonth, min(day, Self.days(inMonth: newMonth, ofYear: newYear)))
    }

    /// The date some days later, or earlier.
    public func adding(days count: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + count) }

    /// Whether `a` is the earlier day.
    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }

    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = components
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    static func days(inMonth month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// Division rounded towards −∞, for a positive divisor.
    fileprivate func flooringDivision(by divisor: Int) -> Int { self / divisor - (self % divisor < 0 ? 1 : 0) }
    fileprivate func flooringRemainder(by divisor: Int) -> Int { self - flooringDivision(by: divisor) * divisor }
}
