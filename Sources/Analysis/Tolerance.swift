public import ScenarioFormat

/// How far a number may lie from its golden value.
public struct Tolerance: Sendable, Equatable {
    /// Relative to the golden value's size.
    public let relative: Double
    /// In the column's unit.
    public let absolute: Double

    /// Both as given.
    public init(relative: Double, absolute: Double) {
        self.relative = relative
        self.absolute = absolute
    }

    /// Whether a number is near enough to the golden one.
    public func allows(_ found: Double, golden: Double) -> Bool {
        abs(found - golden) <= absolute + relative * abs(golden)
    }
}

/// The tolerances of a golden set: those of the command line, and those of single columns.
public struct Tolerances: Sendable {
    /// The absolute tolerance of shares where a larger one is asked for: a person more or less is noise, a share of 1 is everything.
    private static let shareTolerance = 1e-6

    private let fallback: Tolerance
    private let columns: [String: Tolerance]

    /// - Parameters:
    ///   - fallback: of columns that aren't named.
    ///   - columns: by `TABLE.COLUMN`.
    public init(_ fallback: Tolerance, columns: [String: Tolerance] = [:]) {
        self.fallback = fallback
        self.columns = columns
    }

    /// Reads `{"timeseries.active_users": {"rtol": 1e-9, "atol": 0.5}, …}`.
    ///
    /// - Parameters:
    ///   - fallback: of columns that the file doesn't name.
    ///   - file: its path.
    ///   - tables: the columns that there are, by table.
    /// - Throws: `InputFailure` with every fault found.
    public init(_ fallback: Tolerance, file: String, tables: [String: [String]]) throws(InputFailure) {
        let json = try JSONText.read(file)
        var faults: [Fault] = []
        var columns: [String: Tolerance] = [:]
        let known = tables.keys.sorted().flatMap { table in (tables[table] ?? []).map { "\(table).\($0)" } }
        for name in json.keys {
            let place = name.count > 80 ? name.prefix(80) + "…" : name
            if !known.contains(name) {
                faults.append(
                    Fault(file: file, path: place, message: "is no column of the results" + NearestName.suggestion(for: name, among: known))
                )
            }
            var values = ["rtol": fallback.relative, "atol": fallback.absolute]
            for key in json[name]?.keys ?? [] {
                if values[key] != nil, let value = json[name]?[key]?.numberValue, value >= 0 {
                    values[key] = value
                } else {
                    faults.append(
                        Fault(
                            file: file, path: "\(place).\(key.prefix(80))", message: "expected `rtol` or `atol` with a number, 0 or more"))
                }
            }
            columns[name] = Tolerance(relative: values["rtol"] ?? 0, absolute: values["atol"] ?? 0)
        }
        guard faults.isEmpty else { throw .faulty(faults) }
        self.init(fallback, columns: columns)
    }

    /// - Parameter isShare: whether the cell is a share, whose unit is 1.
    func of(table: String, column: String, isShare: Bool) -> Tolerance {
        if let tolerance = columns["\(table).\(column)"] { return tolerance }
        return isShare ? Tolerance(relative: fallback.relative, absolute: min(fallback.absolute, Self.shareTolerance)) : fallback
    }
}
