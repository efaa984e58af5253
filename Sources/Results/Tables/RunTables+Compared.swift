public import Analysis
internal import ScenarioFormat

extension RunTables {
    /// What a comparison with golden results knows of a table.
    public static func compared(_ name: String) -> ComparedTable {
        guard let table = descriptions.first(where: { $0.name == name }) else { return ComparedTable(name) }
        let exactness = table.fields.map { ($0.name, $0.exactness) }
        return ComparedTable(
            name, key: table.key.isEmpty ? nearKeys[name] ?? [] : table.key, exactness: Dictionary(uniqueKeysWithValues: exactness),
            unit: units[name])
    }

    /// What tells rows apart but for some: a step that is taken on another date is still that step.
    private static let nearKeys = [
        events.name: ["market", "service", "case", "step", "action"], observed.name: ["date", "market", "service", "measure"],
    ]

    /// Where the row says what its numbers are. Summary measures in days are counts of whole ones.
    private static let units: [String: (column: String, exactness: [String: Exactness])] = [
        summary.name: ("unit", ["1": .fine, "days": .exact]),
        observed.name: ("measure", [Observation.Measure.activeShareOfOnline.rawValue: .fine]),
    ]
}

extension Field {
    fileprivate var exactness: Exactness {
        switch kind {
        case .date, .string, .oneOf, .integer: .exact
        case .number: unit == "1" || unit == "days" ? .fine : .tolerant
        }
    }
}
