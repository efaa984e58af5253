internal import ScenarioFormat

/// Ticks of an axis of time: at the first days of years or months, or at days where there are few.
struct TimeAxis {
    let ticks: [(day: Int, text: String)]

    /// - Parameter count: the most ticks for which there is room.
    init(_ days: ClosedRange<Int>, atMost count: Int) {
        let length = days.upperBound - days.lowerBound
        if length < 90 {
            ticks = Self.everyDays([1, 2, 7, 14, 28, 56].first { length / $0 < count } ?? 112, days)
        } else {
            let months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].first { Double(length) / 30.4 / Double($0) < Double(count) }
            ticks = Self.everyMonths(months ?? 2400, days)
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
