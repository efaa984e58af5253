internal import ScenarioFormat

/// A value that a scenario sets, with its source.
struct Assumption {
    /// The keys that lead to it.
    let path: [String]
    let value: String
    let source: String

    /// Every value of a scenario, in the order of the file.
    static func all(_ scenario: JSONText) -> [Assumption] {
        var found: [Assumption] = []
        collect(scenario, path: [], source: nil, holdsNames: false, into: &found)
        return found
    }

    /// Objects whose keys are names that the scenario gives; a service named `beta` is no distribution.
    private static let namers: Set<String> = ["parameters", "services", "markets", "laws", "enforcement", "steps", "substitutes"]
    private static let texts: Set<String> = ["$schema", "format", "title", "note", "source", "extends"]

    /// - Parameter source: of the objects around, the nearest; it holds for what has none of its own.
    private static func collect(
        _ value: JSONText, path: [String], source: String?, holdsNames: Bool, into found: inout [Assumption]
    ) {
        guard case .object(let members) = value, holdsNames || !QuantityWords.isQuantity(value) else {
            let note = value["note"]?.text.map { " Note: \($0)" } ?? ""
            let own = value["source"]?.text ?? (value["parameter"] == nil ? source : "see the parameter")
            found.append(Assumption(path: path, value: QuantityWords.text(value), source: (own ?? "none given") + note))
            return
        }
        let source = value["source"]?.text ?? source
        for (key, member) in members where holdsNames || !texts.contains(key) {
            collect(member, path: path + [key], source: source, holdsNames: !holdsNames && namers.contains(key), into: &found)
        }
    }
}
