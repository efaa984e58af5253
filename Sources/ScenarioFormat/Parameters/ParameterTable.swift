/// The numbers of one kind of object, a case each, in the order of the schema.
public protocol ParameterTable: CaseIterable, RawRepresentable, Sendable where RawValue == Int, AllCases: Sendable {
    /// All that is known of each, made once.
    static var parameters: [Parameter] { get }
}

extension ParameterTable {
    /// All that is known of it.
    public var parameter: Parameter { Self.parameters[rawValue] }
    /// In the file.
    public var key: String { parameter.key }
    /// The number of a key; nil where the table has none.
    public init?(key: String) {
        guard let found = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = found
    }

    /// Whether it must be there.
    var isRequired: Bool { parameter.fallback == .required }
}

/// A value for each number of a table.
public struct ParameterValues<Table: ParameterTable, Value: Sendable>: Sendable {
    /// In the order of the table.
    public private(set) var values: [Value]

    /// The values that a function gives, asked in the order of the table.
    public init(_ value: (Table) -> Value) { values = Table.allCases.map(value) }

    /// - Parameter values: in the order of the table.
    init(_ values: [Value]) { self.values = values }

    /// The value of a number.
    public subscript(_ parameter: Table) -> Value {
        get { values[parameter.rawValue] }
        set { values[parameter.rawValue] = newValue }
    }
}

/// An object of the scenario that has numbers of a table.
public protocol Parameterized<Table>: Sendable {
    /// The table.
    associatedtype Table: ParameterTable
    /// The numbers, those absent where the file gives none and there is no default.
    var numbers: ParameterValues<Table, Quantity> { get }
}

extension Parameterized {
    /// A number.
    public subscript(_ parameter: Table) -> Quantity { numbers[parameter] }
}
