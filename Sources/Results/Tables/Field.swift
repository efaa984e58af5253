/// A column of a results table as the data package describes it.
struct Field: Sendable {
    /// Types of the Frictionless Table Schema.
    enum Kind: Equatable, Sendable {
        case date
        case string
        case integer
        case number
        /// A string that is one of these.
        case oneOf([String])

        var name: String {
            switch self {
            case .date: "date"
            case .string, .oneOf: "string"
            case .integer: "integer"
            case .number: "number"
            }
        }
    }
    let name: String
    let kind: Kind
    /// Nil for what has none, such as names; "1" for shares.
    let unit: String?
    let title: String
    /// Whether a cell may be empty.
    let isOptional: Bool
    /// What people call the values, where they are names.
    var labels: [(value: String, label: String)] = []

    init(_ name: String, _ kind: Kind, unit: String? = nil, optional: Bool = false, _ title: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.title = title
        isOptional = optional
    }
}
