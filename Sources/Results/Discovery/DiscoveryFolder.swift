internal import Analysis
internal import ScenarioFormat

/// What a discovery has found, read back from the folder of its results.
struct DiscoveryFolder: RecordedResults {
    /// A bound of the chosen box.
    struct Bound {
        let quantity: String
        let bounds: DiscoveryBox.Bounds
        /// Of the members.
        let least: Double
        let largest: Double
    }
    let path: String
    let record: JSONText
    /// The boxes without their bounds.
    let boxes: [DiscoveryBox]
    /// The bounds of the chosen box.
    let bounds: [Bound]

    /// Nil where the folder holds no discovery.
    ///
    /// - Throws: `InputFailure` where what it holds is broken.
    init?(_ path: String) throws(InputFailure) {
        guard DiscoveryResults.trajectory.isThere(in: path) else { return nil }
        self.path = path
        record = try RunRecord.read(in: path)
        boxes = try Self.boxes(DiscoveryResults.trajectory.read(in: path))
        bounds = try Self.bounds(DiscoveryResults.box.read(in: path))
        guard boxes.indices.contains(choice.step) else {
            throw .faulty([
                Fault(
                    file: path + "/" + DiscoveryResults.trajectory.fileName, path: nil,
                    message: "has no step \(choice.step), which run.json chooses; run `discover` again")
            ])
        }
    }

    /// Whether a quantity is a date, in days since start.
    func isDate(_ quantity: String) -> Bool {
        guard case .array(let dates) = record["dates"] ?? .null else { return false }
        return dates.contains { $0.text == quantity }
    }

    var condition: String { record["where"]?.text ?? "?" }
    var threshold: Double { record["threshold"]?.numberValue ?? 0 }
    var choice: BoxChoice {
        let step = record["chosen_step"]?.numberValue.flatMap { Int(exactly: $0) } ?? -1
        return BoxChoice(step: step, reachesThreshold: boxes.indices.contains(step) && boxes[step].density >= threshold)
    }
    var chosen: DiscoveryBox { boxes[choice.step] }

    /// The first row of each step.
    private static func boxes(_ table: CSVFile) throws(InputFailure) -> [DiscoveryBox] {
        var boxes: [DiscoveryBox] = []
        for row in table.rows.indices where try table.number(row, "step") == Double(boxes.count) {
            func whole(_ column: String) throws(InputFailure) -> Int { Int(try table.number(row, column).rounded()) }
            boxes.append(
                DiscoveryBox(
                    step: DiscoveryBox.Step(rawValue: table.cell(row, "change")) ?? .peel, bounds: [], members: try whole("members"),
                    cases: try whole("cases"), coverage: try table.number(row, "coverage"), density: try table.number(row, "density"),
                    mass: try table.number(row, "mass")))
        }
        return boxes
    }

    private static func bounds(_ table: CSVFile) throws(InputFailure) -> [Bound] {
        var bounds: [Bound] = []
        for row in table.rows.indices {
            bounds.append(
                Bound(
                    quantity: table.cell(row, "quantity"),
                    bounds: DiscoveryBox.Bounds(
                        quantity: row, low: try table.optionalNumber(row, "low"), high: try table.optionalNumber(row, "high"),
                        quasiPLow: try table.optionalNumber(row, "quasi_p_low"), quasiPHigh: try table.optionalNumber(row, "quasi_p_high")),
                    least: try table.number(row, "least"), largest: try table.number(row, "largest")))
        }
        return bounds
    }
}
