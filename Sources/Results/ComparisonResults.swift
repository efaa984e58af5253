public import Analysis

/// Writes a comparison of runs.
public enum ComparisonResults {
    private static let states = Table<RunComparison.StateRow>(
        name: "differences", title: "Runs against the first, over time", key: ["run", "date", "market", "service"],
        columns: [
            .name("run", "Run that is held against the first") { $0.run },
            .isoDate("date", "Date, at 00:00 UTC") { $0.key[0] },
            .name("market", "Market") { $0.key[1] },
            .name("service", "Service") { $0.key[2] },
            .number("active_users", unit: "people", "Active users in this run") { $0.state.activeUsers },
            .number("baseline_active_users", unit: "people", "Active users in the first run") { $0.baseline.activeUsers },
            .number("difference", unit: "people", "Active users in this run less those in the first") {
                $0.state.activeUsers - $0.baseline.activeUsers
            },
            .number("users_averted", unit: "people", "Users that enforcement takes in the first run and not in this one") {
                $0.usersAverted
            },
            .number("user_days_averted", unit: "user-days", "User-days lost in the first run and not in this one") { $0.userDaysAverted },
        ])

    private static let measures = Table<RunComparison.MeasureRow>(
        name: "summary-differences", title: "Summary measures of runs against the first", key: ["run", "market", "service", "measure"],
        columns: [
            .name("run", "Run that is held against the first") { $0.run },
            .name("market", "Market") { $0.key[0] },
            .name("service", "Service") { $0.key[1] },
            .name("measure", "Measure") { $0.key[2] },
            .name("unit", "Unit of the values") { $0.key[3] },
            .optionalNumber("value", unit: nil, "Value in this run; empty where undefined") { $0.value },
            .optionalNumber("baseline", unit: nil, "Value in the first run; empty where undefined") { $0.baseline },
            .optionalNumber("difference", unit: nil, "Value in this run less that in the first") { $0.difference },
        ])

    /// - Parameters:
    ///   - comparison: what was found.
    ///   - title: what was compared.
    ///   - folder: replaced as a whole.
    /// - Throws: `ResultsFailure`; what was in the folder before is then as it was.
    public static func write(_ comparison: RunComparison, title: String, to folder: Destination) throws(ResultsFailure) {
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        try files.write(states, comparison.states)
        try files.write(measures, comparison.measures)
        try files.write("datapackage.json", DataPackage.text(name: "comparison", title: title, files.tables, .standard))
        try files.publish()
    }
}
