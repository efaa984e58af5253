internal import Analysis
internal import ScenarioFormat

/// A bound of a box, or a box without bounds.
struct TrajectoryRow {
    let step: Int
    let box: DiscoveryBox
    let quantity: String
    let bounds: DiscoveryBox.Bounds?
}

/// A bound of the chosen box.
struct BoxRow {
    let quantity: String
    let bounds: DiscoveryBox.Bounds
    /// Of the members.
    let range: (low: Double, high: Double)
}

/// Writes what a discovery has found.
public enum DiscoveryResults {
    static let trajectory = Table<TrajectoryRow>(
        name: "trajectory", title: "Every box on the way, a row a restricted quantity", key: [],
        columns: [
            .count("step", unit: "1", "Number of the box, from 0, which is without bounds") { $0.step },
            .oneOf("change", "How the box came out of the one before") { $0.box.step },
            .number("coverage", unit: "1", "Share of all cases that are inside") { $0.box.coverage },
            .number("density", unit: "1", "Share of the members inside that are cases") { $0.box.density },
            .number("mass", unit: "1", "Share of all members that are inside") { $0.box.mass },
            .count("members", unit: "members", "Members inside") { $0.box.members },
            .count("cases", unit: "members", "Cases inside") { $0.box.cases },
            .count("restricted_quantities", unit: "1", "Quantities that the box bounds") { $0.box.bounds.count },
            .text("quantity", "Path of a quantity that the box bounds; empty where it bounds none") { $0.quantity },
        ] + bounds { $0.bounds })

    static let box = Table<BoxRow>(
        name: "box", title: "The bounds of the chosen box", key: ["quantity"],
        columns: [.name("quantity", "Path of the quantity") { $0.quantity }] + bounds { $0.bounds } + [
            .number("least", unit: nil, "Least value that a member drew") { $0.range.low },
            .number("largest", unit: nil, "Largest value that a member drew") { $0.range.high },
        ])

    private static func bounds<Row>(_ bounds: @escaping @Sendable (Row) -> DiscoveryBox.Bounds?) -> [Column<Row>] {
        let chance = "How likely the box would hold as many cases by chance without that end (Bryant and Lempert 2010)"
        return [
            .optionalNumber("low", unit: nil, "Least value inside, dates in days since start; empty where free") { bounds($0)?.low },
            .optionalNumber("high", unit: nil, "Largest value inside, dates in days since start; empty where free") { bounds($0)?.high },
            .optionalNumber("quasi_p_low", unit: "1", chance) { bounds($0)?.quasiPLow },
            .optionalNumber("quasi_p_high", unit: "1", chance) { bounds($0)?.quasiPHigh },
        ]
    }

    /// Writes trajectory.csv, box.csv, datapackage.json and run.json into `folder`, which is replaced as a whole; draws too, if `plot`.
    ///
    /// - Returns: in a sentence what was left out of the pictures.
    /// - Throws: `ResultsFailure`; the folder is then as it was.
    public static func write(_ discovery: Discovery, plot: Bool, to folder: Destination) throws -> String? {
        let files = ResultsFiles(try ResultsDirectory(folder), .standard)
        let names = discovery.members.quantities
        let rows = discovery.boxes.enumerated().flatMap { step, box in
            box.bounds.isEmpty
                ? [TrajectoryRow(step: step, box: box, quantity: "", bounds: nil)]
                : box.bounds.map { TrajectoryRow(step: step, box: box, quantity: names[$0.quantity], bounds: $0) }
        }
        try files.write(trajectory, rows)
        try files.write(
            box,
            discovery.chosen.bounds.map {
                BoxRow(quantity: names[$0.quantity], bounds: $0, range: discovery.sample.range($0.quantity))
            })
        let members = discovery.members
        try files.write(
            "datapackage.json",
            DataPackage.text(
                name: DataPackage.packageName(members.name), title: "\(members.title): where \(discovery.condition)", files.tables,
                .standard))
        try files.write(record: record(discovery))
        let leftOut = plot ? try PictureFiles.write(into: files.directory) : nil
        try files.publish()
        return leftOut
    }

    /// run.json: the discovery, and of the ensemble's what it takes to run that again.
    private static func record(_ discovery: Discovery) -> JSONText {
        let settings = discovery.settings
        let kept = ["scenario", "scenario_sha256", "seed", "design", "members", "failed_members"].compactMap { key in
            discovery.members.record[key].map { (key: key, value: $0) }
        }
        let dates = zip(discovery.members.quantities, discovery.members.areDates).filter(\.1).map(\.0)
        let own: [(key: String, value: JSONText)] = [
            ("where", .string(discovery.condition.description)), ("cases", .number(Double(discovery.sample.cases))),
            ("threshold", .number(settings.threshold)), ("alpha", .number(settings.alpha)), ("minimum_mass", .number(settings.minimumMass)),
            ("chosen_step", .number(Double(discovery.choice.step))), ("dates", .array(dates.map { .string($0) })),
        ]
        return .object(
            [("program", .string("weir")), ("version", .string(programVersion))] + kept + own
                + [("resolved_scenario", discovery.members.scenario)])
    }
}
