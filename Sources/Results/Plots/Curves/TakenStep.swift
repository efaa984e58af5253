internal import EnforcementModel
internal import ScenarioFormat

/// A step or answer of events.csv.
struct TakenStep {
    let day: Int
    let market: String
    let service: String
    let caseName: String
    let stepName: String
    let action: Action
    let cause: EnforcementEvent.Cause
    /// Nil before start.
    let activeUsers: Double?

    var date: CalendarDate { CalendarDate(dayNumber: day) }

    static func read(_ table: CSVFile) throws(InputFailure) -> [TakenStep] {
        try table.rows.indices.map { row throws(InputFailure) in
            TakenStep(
                day: try table.day(row, "date"), market: table.cell(row, "market"), service: table.cell(row, "service"),
                caseName: table.cell(row, "case"), stepName: table.cell(row, "step"), action: try table.word(row, "action"),
                cause: try table.word(row, "cause"), activeUsers: try table.optionalNumber(row, "active_users"))
        }
    }
}
