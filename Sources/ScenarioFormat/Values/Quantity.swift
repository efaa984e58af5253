/// A number, duration or date of a scenario: known, or one of the scenario's uncertain quantities.
public enum Quantity: Sendable, Equatable {
    /// Dates count in days since 1 January 1970; "never" is infinity.
    case constant(Double)
    /// Index into `Scenario.uncertain`.
    case uncertain(Int)

    /// Of a number that isn't given and has no default: not a number, with which nothing compares.
    static let absent = Quantity.constant(.nan)

    /// Whether there is no such number.
    public var isAbsent: Bool { if case .constant(let value) = self { value.isNaN } else { false } }
}

/// A quantity that a member draws.
public struct UncertainQuantity: Sendable {
    /// The key path joined by `/`, which names the draw; `parameters/NAME` for a parameter.
    public let path: String
    /// Where it is drawn from.
    public let distribution: Distribution
}

/// One member's values of a scenario's uncertain quantities.
public struct Draws: Sendable, Equatable {
    private let values: [Double]

    /// - Parameter values: one for each of `Scenario.uncertain`, in its order.
    public init(_ values: [Double]) { self.values = values }

    /// The number that a quantity is for this member.
    public subscript(_ quantity: Quantity) -> Double {
        switch quantity {
        case .constant(let value): value
        case .uncertain(let index): values[index]
        }
    }

    /// This member's numbers of an object; not a number where there is none.
    public func numbers<Table>(of object: some Parameterized<Table>) -> ParameterValues<Table, Double> {
        // By index, as a parameter's texts would be copied with it.
        let (parameters, quantities) = (Table.parameters, object.numbers.values)
        return ParameterValues(quantities.indices.map { parameters[$0].range.raising(self[quantities[$0]]) })
    }
}
