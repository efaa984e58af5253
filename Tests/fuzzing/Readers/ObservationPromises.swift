import ScenarioFormat

enum ObservationPromises {
    private static let scenario = try? Scenario.read(resolved: text, name: "fuzz")
    private static let text = """
        {"format": 1, "start": "2016-01-15", "end": "2021-01-01", "services": {"telegram": {}, "vk": {}}, "markets": {
         "russia": {"online_population": 1e8, "services": {
          "telegram": {"direct_users": 2e6, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.3}},
          "vk": {"direct_users": 4e7, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.6}}}},
         "iran": {"online_population": 5e7, "services": {
          "telegram": {"direct_users": 2e7, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.8}}}}}}
        """

    static func keep(_ file: InputFile) throws {
        guard let scenario else { throw BrokenPromise("the scenario of the observations isn't one") }
        let (observations, _) = try Observation.read(file.path, for: scenario)
        var table = [["market", "service", "date", "measure", "value", "low", "high", "source"]]
        for seen in observations {
            try promise(seen.value.isFinite && seen.value >= 0, "a value of \(seen.value)")
            try promise((seen.low ?? 0) <= seen.value && seen.value <= seen.high ?? .infinity, "a value outside its range: \(seen)")
            let market = scenario.markets[seen.market]
            table.append([
                market.name, scenario.services[market.services[seen.place].service].name, "\(seen.date)", seen.measure.rawValue,
                "\(seen.value)", seen.low.map { "\($0)" } ?? "", seen.high.map { "\($0)" } ?? "", seen.source,
            ])
        }
        let (again, _) = try Observation.read(file.write(CSVText.bytes(table), to: "again"), for: scenario)
        try promise(again == observations, "observations that were written read differently")
    }
}
