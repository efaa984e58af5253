internal import EnforcementModel
internal import ScenarioFormat

/// What a results folder says of a pair over time, as numbers.
struct PairCurves {
    let market: String
    let service: String
    /// Unit: days since 1 January 1970.
    private(set) var days: [Int] = []
    /// What the service's access is: `open`, `blocked`.
    private(set) var access: [String] = []
    /// Unit of all of these: people.
    private(set) var online: [Double] = []
    private(set) var active: [Double] = []
    private(set) var counterfactual: [Double] = []
    private(set) var direct: [Double] = []
    private(set) var circumventing: [Double] = []
    private(set) var waiting: [Double] = []
    private(set) var left: [Double] = []

    /// Every pair in file order.
    static func read(_ table: CSVFile) throws(InputFailure) -> [PairCurves] {
        var pairs: [PairCurves] = []
        var places: [String: Int] = [:]
        for row in table.rows.indices {
            let key = table.rows[row][1] + "/" + table.rows[row][2]
            let place = places[key] ?? pairs.count
            if place == pairs.count {
                places[key] = place
                pairs.append(PairCurves(market: try table.name(row, "market"), service: try table.name(row, "service")))
            }
            try pairs[place].add(row, of: table)
        }
        return pairs
    }

    private init(market: String, service: String) {
        self.market = market
        self.service = service
    }

    private mutating func add(_ row: Int, of table: CSVFile) throws(InputFailure) {
        days.append(try table.day(row, "date"))
        access.append(table.cell(row, "access"))
        online.append(try table.number(row, "online_population"))
        active.append(try table.number(row, "active_users"))
        counterfactual.append(try table.number(row, "counterfactual_active_users"))
        direct.append(try table.number(row, "direct_users"))
        circumventing.append(try table.number(row, "circumventing_users"))
        waiting.append(try table.number(row, "waiting_users"))
        left.append(try table.number(row, "left_users"))
    }

    /// The times in which the service can't be reached directly, each with the word for why: `blocked`.
    var closures: [Shade] {
        var closures: [Shade] = []
        var start = 0
        for row in access.indices where row == access.count - 1 || access[row + 1] != access[start] {
            let end = min(row + 1, access.count - 1)
            if access[start] != Access.open.rawValue, days[start] < days[end] {
                closures.append(Shade(days: days[start]...days[end], text: access[start]))
            }
            start = row + 1
        }
        return closures
    }

    /// People online on a day, from the last row up to it.
    func online(on day: Int) -> Double? { days.lastIndex { $0 <= day }.map { online[$0] } }
}
