/// How a spreadsheet shows numbers of a unit; the cells hold every digit.
struct NumberFormat: Hashable, Sendable {
    /// Digits shown after the point.
    let places: Int

    /// - Parameter unit: as in the results' tables; nil where there is none, as with numbers of people beside shares.
    init(unit: String?, value: Double) {
        places =
            switch unit {
            case "people", "user-days", "markets", "messages/day": 0
            case "days": value == value.rounded() ? 0 : 2
            case "people/day": 1
            case "USD": 2
            case nil: value.magnitude >= 1000 ? 0 : 4
            default: 4
            }
    }

    /// The format in a spreadsheet's own language; `_)` leaves the width of a bracket free, so that numbers keep off the next column.
    var code: String { (places == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: places)) + "_)" }

    /// Characters that a number takes when shown.
    func width(of value: Double) -> Int {
        let whole = value.magnitude < 1e15 ? String(Int(value.magnitude.rounded())).count : 22
        return whole + (whole - 1) / 3 + (value < 0 ? 1 : 0) + (places == 0 ? 0 : places + 1) + 1
    }
}
