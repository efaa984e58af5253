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
    /// The absolute tolerance of shares and days where a larger one is asked for: a person more or less is noise, a share of 1 is everything.
    fileprivate static let fine = 1e-6

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

    /// How the cells of a column are held against their golden ones.
    struct Rule {
        /// Of the column by name, whatever it holds.
        fileprivate let own: Tolerance?
        fileprivate let exactness: Exactness
        fileprivate let fallback: Tolerance

        /// The tolerance of a cell; nil where it must be the same.
        ///
        /// - Parameter row: what the row asks for of cells that their column leaves `tolerant`.
        func tolerance(_ row: Exactness?) -> Tolerance? {
            if let own { return own }
            return switch exactness == .tolerant ? row ?? .tolerant : exactness {
            case .exact: nil
            case .fine: Tolerance(relative: fallback.relative, absolute: min(fallback.absolute, Tolerances.fine))
            case .tolerant: fallback
            }
        }
    }

    func rule(of column: String, in table: ComparedTable) -> Rule {
        Rule(own: columns["\(table.name).\(column)"], exactness: table.exactness[column] ?? .tolerant, fallback: fallback)
    }
}
