/// A dates-only ISO 8601 duration of one unit: `PnD`, `PnW`, `PnM` or `PnY`.
public struct CalendarPeriod: Sendable, Equatable, CustomStringConvertible {
    /// What is counted.
    public enum Unit: Sendable, Equatable {
        case days
        case months
    }
    /// Weeks count as seven days, years as twelve months.
    public let unit: Unit
    /// How many, 1 or more.
    public let count: Int
    /// As written in the file.
    public let description: String

    /// Longer periods than this many days or months are refused.
    static let countLimit = 4_000_000

    /// `P1D`.
    public static let day = CalendarPeriod(unit: .days, count: 1, description: "P1D")

    private init(unit: Unit, count: Int, description: String) {
        self.unit = unit
        self.count = count
        self.description = description
    }

    /// Nil for any other form, and for a count of zero.
    public init?(iso text: String) {
        guard text.first == "P", let letter = text.last, text.utf8.count >= 3 else { return nil }
        let digits = text.dropFirst().dropLast()
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(digits),
            number > 0, number <= Self.countLimit / 12
        else { return nil }
        switch letter {
        case "D": (unit, count) = (.days, number)
        case "W": (unit, count) = (.days, number * 7)
        case "M": (unit, count) = (.months, number)
        case "Y": (unit, count) = (.months, number * 12)
        default: return nil
        }
        description = text
    }

    /// The date `times` periods after `date` (before it where negative), months by calendar and clamped, counted from `date`.
    public func date(after date: CalendarDate, times: Int) -> CalendarDate {
        switch unit {
        case .days: date.adding(days: times * count)
        case .months: date.adding(months: times * count)
        }
    }
}
