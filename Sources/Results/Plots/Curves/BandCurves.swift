internal import ScenarioFormat

/// Active users of a pair over an ensemble's members, day by day. Unit: people.
struct BandCurves {
    let market: String
    let service: String
    private(set) var days: [Int] = []
    /// The 5, 25, 50, 75 and 95 % quantiles, each by day.
    private(set) var quantiles: [[Double]] = [[], [], [], [], []]
    /// The median without enforcement, by day.
    private(set) var counterfactual: [Double] = []

    private static let columns = ["q05", "q25", "q50", "q75", "q95"]

    /// Every pair of a quantiles.csv, in its order.
    static func read(_ table: CSVFile) throws(InputFailure) -> [BandCurves] {
        var curves: [BandCurves] = []
        for row in table.rows.indices {
            let measure = table.cell(row, "measure")
            guard measure == "active_users" || measure == "counterfactual_active_users" else { continue }
            let (market, service) = (try table.name(row, "market"), try table.name(row, "service"))
            let place = curves.firstIndex { $0.market == market && $0.service == service } ?? curves.count
            if place == curves.count { curves.append(BandCurves(market: market, service: service)) }
            try curves[place].add(table, row, isCounterfactual: measure != "active_users")
        }
        return curves
    }

    private mutating func add(_ table: CSVFile, _ row: Int, isCounterfactual: Bool) throws(InputFailure) {
        if isCounterfactual {
            counterfactual.append(try table.number(row, "q50"))
            return
        }
        days.append(try table.day(row, "date"))
        for (i, column) in Self.columns.enumerated() { quantiles[i].append(try table.number(row, column)) }
    }
}
