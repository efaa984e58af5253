internal import ScenarioFormat

/// A row of observed.csv.
struct ObservedUsers {
    let day: Int
    let market: String
    let service: String
    let measure: String
    let observed: Double
    let low: Double?
    let high: Double?
    /// Nil where the run says nothing of the day.
    let modelled: Double?
    let source: String

    static func read(_ table: CSVFile) throws(InputFailure) -> [ObservedUsers] {
        try table.rows.indices.map { row throws(InputFailure) in
            ObservedUsers(
                day: try table.day(row, "date"), market: table.cell(row, "market"), service: table.cell(row, "service"),
                measure: table.cell(row, "measure"), observed: try table.number(row, "observed"),
                low: try table.optionalNumber(row, "low"), high: try table.optionalNumber(row, "high"),
                modelled: try table.optionalNumber(row, "modelled"), source: table.cell(row, "source"))
        }
    }

    /// As a point among active users; nil where something else was observed.
    ///
    /// A share of the people online becomes people by what the scenario says of those.
    func activeUsers(in pair: PairCurves, _ shape: PointShape) -> ObservedPoint? {
        guard market == pair.market, service == pair.service else { return nil }
        let scale: Double
        switch measure {
        case "active_users": scale = 1
        case "active_share_of_online":
            guard let online = pair.online(on: day) else { return nil }
            scale = online
        default: return nil
        }
        return ObservedPoint(day: day, value: observed * scale, low: low.map { $0 * scale }, high: high.map { $0 * scale }, shape: shape)
    }
}
