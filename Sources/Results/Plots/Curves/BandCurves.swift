internal import EnforcementModel
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
    /// The times in which fewer than half of the members reach the service directly.
    private(set) var closures: [Shade] = []

    private static let columns = ["q05", "q25", "q50", "q75", "q95"]

    /// Every pair of a quantiles.csv, in its order.
    ///
    /// - Parameter statuses: statuses.csv.
    static func read(_ table: CSVFile, statuses: CSVFile? = nil) throws(InputFailure) -> [BandCurves] {
        var curves: [BandCurves] = []
        for row in table.rows.indices {
            let measure = table.cell(row, "measure")
            guard measure == "active_users" || measure == "counterfactual_active_users" else { continue }
            let (market, service) = (try table.name(row, "market"), try table.name(row, "service"))
            let place = curves.firstIndex { $0.market == market && $0.service == service } ?? curves.count
            if place == curves.count { curves.append(BandCurves(market: market, service: service)) }
            try curves[place].add(table, row, isCounterfactual: measure != "active_users")
        }
        if let statuses { for i in curves.indices { curves[i].closures = try closures(of: curves[i], statuses) } }
        return curves
    }

    private static func closures(of pair: BandCurves, _ statuses: CSVFile) throws(InputFailure) -> [Shade] {
        var closures: [Shade] = []
        var start: Int?
        var last: Int?
        for row in statuses.rows.indices
        where statuses.cell(row, "value") == Access.open.rawValue && statuses.cell(row, "market") == pair.market
            && statuses.cell(row, "service") == pair.service
        {
            let day = try statuses.day(row, "date")
            let isClosed = try statuses.number(row, "share") < 0.5
            if let since = start, !isClosed {
                closures.append(Shade(days: since...day, text: closed))
                start = nil
            } else if start == nil, isClosed {
                start = day
            }
            last = day
        }
        if let start, let last, start < last { closures.append(Shade(days: start...last, text: closed)) }
        return closures
    }

    private static let closed = "blocked in most members"

    private mutating func add(_ table: CSVFile, _ row: Int, isCounterfactual: Bool) throws(InputFailure) {
        if isCounterfactual {
            counterfactual.append(try table.number(row, "q50"))
            return
        }
        days.append(try table.day(row, "date"))
        for (i, column) in Self.columns.enumerated() { quantiles[i].append(try table.number(row, column)) }
    }
}
