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
    /// The times in which half of the members or more can't reach the service directly.
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
        guard let statuses else { return curves }
        let closures = try closures(statuses)
        for i in curves.indices { curves[i].closures = closures[curves[i].market + "/" + curves[i].service] ?? [] }
        return curves
    }

    /// By `market/service`, the times in which half of the members or more have no direct access, each with the word for why.
    private static func closures(_ statuses: CSVFile) throws(InputFailure) -> [String: [Shade]] {
        var found: [String: [Shade]] = [:]
        // Of those that go on, by the access too.
        var starts: [String: Int] = [:]
        let lastDate = statuses.rows.indices.last.map { statuses.cell($0, "date") }
        for row in statuses.rows.indices where statuses.cell(row, "field") == StatusRow.Field.access.rawValue {
            let access = statuses.cell(row, "value")
            if access == Access.open.rawValue { continue }
            let pair = statuses.cell(row, "market") + "/" + statuses.cell(row, "service")
            let day = try statuses.day(row, "date")
            let holds = try statuses.number(row, "share") >= 0.5
            if holds, starts[pair + access] == nil { starts[pair + access] = day }
            if let start = starts[pair + access], !holds || statuses.cell(row, "date") == lastDate {
                if start < day { found[pair, default: []].append(Shade(days: start...day, text: "\(access) in most members")) }
                starts[pair + access] = nil
            }
        }
        return found
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
