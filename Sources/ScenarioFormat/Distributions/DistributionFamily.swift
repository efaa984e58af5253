/// A family of distributions: all that the format, the draws and the pages know of it.
///
/// A new one is a type in a file of its own, and its name in `families`, as a program can't find types that nothing names.
protocol DistributionFamily: Drawable {
    /// By which a file calls it.
    static var name: String { get }
    /// What it is, for the schema.
    static var about: String { get }
    /// What stands under its name: `[a, b]`.
    static var usage: String { get }
    /// Whether it can be one of dates.
    static var hasDates: Bool { get }
    /// Whether its support is bounded on both sides, so that `min` and `max` have no place.
    static var isBounded: Bool { get }

    /// Reads what stands under its name, and whether that is of dates; nil after a fault.
    static func read(_ body: DistributionBody) -> (family: Self, ofDates: Bool)?
    /// The schema of what stands under its name.
    static func schema(_ form: SchemaForm, of kind: SchemaForm.Kind) -> JSONText
    /// A definition to which that schema refers.
    static func definition(_ form: SchemaForm) -> JSONText?
}

extension Distribution {
    /// In the order in which faults and the schema name them.
    static let families: [any DistributionFamily.Type] = [
        Uniform.self, Triangular.self, Pert.self, Normal.self, Lognormal.self, Beta.self, Gamma.self, Exponential.self, Weibull.self,
        Discrete.self,
    ]
}

extension DistributionFamily {
    static var hasDates: Bool { false }
    static var isBounded: Bool { true }
    static func definition(_ form: SchemaForm) -> JSONText? { nil }
}

/// A family given by a list of rising numbers or dates, of which it lies between the first and the last.
protocol PointFamily: DistributionFamily {
    /// What the list holds.
    static var points: [String] { get }
    init(_ points: [Double])
}

extension PointFamily {
    static var usage: String { "[\(points.joined(separator: ", "))]" }
    static var hasDates: Bool { true }

    static func read(_ body: DistributionBody) -> (family: Self, ofDates: Bool)? {
        body.points(usage, count: points.count).map { (Self($0), $1) }
    }

    static func schema(_ form: SchemaForm, of kind: SchemaForm.Kind) -> JSONText {
        let about = "\(Self.about). A list \(usage) that rises."
        return SchemaForm.list(kind, ["description": .string(about), "type": form.type("array")], count: points.count)
    }
}

/// A family given by an object of numbers.
protocol NamedFamily: DistributionFamily {
    static var keys: [Parameter] { get }
    /// - Parameter numbers: of the keys.
    init(_ numbers: [Double])
}

extension NamedFamily {
    static var usage: String { "{\(keys.map(\.key).joined(separator: ", "))}" }

    static func read(_ body: DistributionBody) -> (family: Self, ofDates: Bool)? {
        body.numbers(of: Self.self).map { (Self($0), false) }
    }

    static func schema(_ form: SchemaForm, of kind: SchemaForm.Kind) -> JSONText { form.reference(name) }

    static func definition(_ form: SchemaForm) -> JSONText? {
        form.object(about + ".", required: keys.map(\.key), keys.map { form.plainNumber($0) })
    }
}

extension Parameter {
    /// A number of a distribution.
    static func ofDistribution(_ name: String, _ about: String, _ range: NumberRange = .positive, in unit: String = "as the key")
        -> Parameter
    {
        Parameter(name, range, .required, in: unit, about)
    }
}
