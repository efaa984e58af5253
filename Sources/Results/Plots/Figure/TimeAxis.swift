internal import ScenarioFormat

/// Ticks of an axis of time: at the first days of years or months, or at days where there are few.
struct TimeAxis {
    let ticks: [(day: Int, text: String)]

    /// - Parameters:
    ///   - room: the width of the axis.
    ///   - size: of the letters.
    init(_ days: ClosedRange<Int>, room: Double, size: Double) {
        let length = Double(max(days.upperBound - days.lowerBound, 1))
        /// Whether texts of so many digits fit between ticks so many days apart.
        func fits(_ step: Double, _ digits: Double) -> Bool { step / length * room >= size * 0.65 * (digits + 1.5) }
        if length < 90 {
            ticks = Self.everyDays([1, 2, 7, 14, 28].first { fits(Double($0), 10) } ?? 56, days)
        } else {
            let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200]
            ticks = Self.everyMonths(steps.first { fits(Double($0) * 30.4, $0 % 12 == 0 ? 4 : 7) } ?? 2400, days)
        }
    }

    private static func everyDays(_ step: Int, _ days: ClosedRange<Int>) -> [(Int, String)] {
        stride(from: days.lowerBound, through: days.upperBound, by: step).map { ($0, CalendarDate(dayNumber: $0).description) }
    }

    /// Months are counted from year 0, so that ticks every six months stand at January and July.
    private static func everyMonths(_ step: Int, _ days: ClosedRange<Int>) -> [(Int, String)] {
        let (year, month, _) = CalendarDate(dayNumber: days.lowerBound).components
        var count = (year * 12 + month - 1) / step * step
        var ticks: [(Int, String)] = []
        while let date = CalendarDate(year: count / 12, month: count % 12 + 1, day: 1), date.dayNumber <= days.upperBound {
            let text = step % 12 == 0 ? String(date.description.prefix(4)) : String(date.description.prefix(7))
            if date.dayNumber >= days.lowerBound { ticks.append((date.dayNumber, text)) }
            count += step
        }
        return ticks
    }
}
