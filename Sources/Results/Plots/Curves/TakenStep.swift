internal import ScenarioFormat

/// A step or answer of events.csv.
struct TakenStep {
    let day: Int
    let market: String
    let service: String
    let caseName: String
    let stepName: String
    let action: String
    let cause: String
    /// Nil before start.
    let activeUsers: Double?

    /// The action in words: `court order`.
    var actionInWords: String { action.replacing("_", with: " ") }
    var date: CalendarDate { CalendarDate(dayNumber: day) }

    static func read(_ table: CSVFile) throws(InputFailure) -> [TakenStep] {
        try table.rows.indices.map { row throws(InputFailure) in
            TakenStep(
                day: try table.day(row, "date"), market: table.cell(row, "market"), service: table.cell(row, "service"),
                caseName: table.cell(row, "case"), stepName: table.cell(row, "step"), action: table.cell(row, "action"),
                cause: table.cell(row, "cause"), activeUsers: try table.optionalNumber(row, "active_users"))
        }
    }
}
