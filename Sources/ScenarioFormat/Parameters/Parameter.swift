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
    /// In docs/model.md; the key where nil.
    public let symbol: String?
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
        _ key: String, symbol: String? = nil, _ range: NumberRange, _ fallback: Fallback, in unit: String, _ about: String,
        _ conversion: Conversion = .none
    ) {
        self.key = key
        self.symbol = symbol
        self.range = range
        self.fallback = fallback
        self.unit = unit
        self.about = about
        self.conversion = conversion
    }

    /// A mean time that may be "never", and is unless given.
    static func lifetime(_ key: String, _ about: String) -> Parameter {
        Parameter(key, .positive, .value(.infinity), in: "days", about, .meanTime)
    }

    /// What holds where the key is absent.
    public var unlessGiven: Quantity { if case .value(let value, _) = fallback { .constant(value) } else { .absent } }

    /// Whether the text "never" may stand for an infinite duration.
    var allowsNever: Bool { fallback == .value(.infinity) }
}
