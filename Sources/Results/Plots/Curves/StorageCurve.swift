internal import ScenarioFormat

/// What laws of a market require a holder to store of a service, and what that has cost, summed over the laws.
struct StorageCurve {
    let market: String
    let service: String
    /// organizer or telecom.
    let holder: String
    private(set) var days: [Int] = []
    /// Content and metadata together. Unit: TB.
    private(set) var required: [Double] = []
    /// Unit: US dollars.
    private(set) var cost: [Double] = []

    /// In the order of the rows.
    static func read(_ table: CSVFile) throws(InputFailure) -> [StorageCurve] {
        var curves: [StorageCurve] = []
        var places: [String: Int] = [:]
        for row in table.rows.indices {
            let (market, service, holder) = (table.cell(row, "market"), table.cell(row, "service"), table.cell(row, "holder"))
            let key = "\(market)/\(service)/\(holder)"
            let place = places[key] ?? curves.count
            if place == curves.count {
                places[key] = place
                curves.append(StorageCurve(market: market, service: service, holder: holder))
            }
            let required = try table.number(row, "content_required_tb") + table.number(row, "metadata_required_tb")
            try curves[place].add(day: table.day(row, "date"), required: required, cost: table.number(row, "cost_to_date_usd"))
        }
        return curves
    }

    private init(market: String, service: String, holder: String) {
        self.market = market
        self.service = service
        self.holder = holder
    }

    private mutating func add(day: Int, required: Double, cost: Double) {
        if days.last == day {
            self.required[days.count - 1] += required
            self.cost[days.count - 1] += cost
        } else {
            days.append(day)
            self.required.append(required)
            self.cost.append(cost)
        }
    }
}
