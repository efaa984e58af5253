/// A number of the format: all that the reader, the schema, the model and the pages know of it.
public struct Parameter: Sendable {
    /// What holds where the key is absent.
    public enum Fallback: Sendable, Equatable {
        /// The key must be there.
        case required
        /// There is no number then.
        case none
        /// A number; infinity for "never". A source stands beside what isn't simply nothing of the kind.
        case value(Double, source: String = "")
        /// The value of another key of the object, which stands before this one in its table.
        case sameAs(String)
    }
    /// What the model makes of the number.
    public enum Conversion: Sendable {
        case none
        /// A rate per year becomes one per day.
        case yearly
        /// A mean time becomes the rate per day at which it ends.
        case meanTime
    }
    /// In the file.
    public let key: String
    /// In docs/model.md.
    public let symbol: String
    /// The values that it may have.
    public let range: NumberRange
    /// What holds where it is absent.
    public let fallback: Fallback
    /// What it is measured in.
    public let unit: String
    /// What it is, in words that follow "the".
    public let about: String
    /// What the model makes of it.
    public let conversion: Conversion

    init(
        _ key: String, _ range: NumberRange, _ fallback: Fallback, in unit: String, _ about: String, _ conversion: Conversion = .none,
        symbol: String? = nil
    ) {
        (self.key, self.symbol, self.range, self.fallback, self.unit) = (key, symbol ?? key, range, fallback, unit)
        (self.about, self.conversion) = (about, conversion)
    }

    /// What holds where the key is absent.
    public var unlessGiven: Quantity { if case .value(let value, _) = fallback { .constant(value) } else { .absent } }

    /// Whether the text "never" may stand for an infinite duration.
    var allowsNever: Bool { fallback == .value(.infinity) }
}

// What many numbers are.
extension Parameter {
    static func people(_ key: String, _ about: String, _ fallback: Fallback = .value(0), symbol: String? = nil) -> Parameter {
        Parameter(key, .nonNegative, fallback, in: "people", about, symbol: symbol)
    }

    static func share(_ key: String, _ about: String, _ fallback: Fallback = .value(0), _ range: NumberRange = .share) -> Parameter {
        Parameter(key, range, fallback, in: "share", about)
    }

    static func amount(_ key: String, in unit: String, _ about: String, _ fallback: Fallback = .value(0)) -> Parameter {
        Parameter(key, .nonNegative, fallback, in: unit, about)
    }

    static func yearly(_ key: String, _ about: String, _ fallback: Fallback = .value(0), symbol: String? = nil) -> Parameter {
        Parameter(key, .nonNegative, fallback, in: "1/year", about, .yearly, symbol: symbol)
    }

    /// Never unless given, and that may be written.
    static func meanTime(_ key: String, _ about: String, _ fallback: Fallback = .value(.infinity)) -> Parameter {
        Parameter(key, .positive, fallback, in: "days", about, .meanTime)
    }

    static func timeConstant(_ key: String, _ about: String, _ days: Double, _ range: NumberRange = .positive) -> Parameter {
        Parameter(key, range, .value(days, source: "judgement"), in: "days", about)
    }
}
