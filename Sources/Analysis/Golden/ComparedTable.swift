/// How a number may differ from its golden one, unless the tolerance of its column is given.
public enum Exactness: Sendable {
    /// Not at all: texts, dates, whole numbers.
    case exact
    /// Relatively, and absolutely by 1e-6 at most: shares and days, of which 1 is much.
    case fine
    /// By the tolerances as asked for: people, money and the like.
    case tolerant
}

/// What a comparison knows of a table.
public struct ComparedTable: Sendable {
    /// Without `.csv`.
    public let name: String
    /// The columns that tell rows apart; rows with the same key are told apart by their order.
    public let key: [String]
    /// By column; others are `tolerant`.
    let exactness: [String: Exactness]
    /// A column by whose cells the `tolerant` ones of a row may be held to more, such as one of units.
    let unit: (column: String, exactness: [String: Exactness])?

    /// A table as given.
    public init(
        _ name: String, key: [String] = [], exactness: [String: Exactness] = [:],
        unit: (column: String, exactness: [String: Exactness])? = nil
    ) {
        self.name = name
        self.key = key
        self.exactness = exactness
        self.unit = unit
    }
}
