internal import ScenarioFormat

/// What makes a member a case of interest, such as `russia.telegram.share_lost_at_end > 0.3`.
public struct CaseCondition: Sendable, Equatable, CustomStringConvertible {
    /// How a measure is held against the value.
    public enum Comparison: String, CaseIterable, Sendable {
        case above = ">"
        case atLeast = ">="
        case below = "<"
        case atMost = "<="
    }
    /// The name of a summary measure, such as `russia.telegram.share_lost_at_end`.
    public let measure: String
    /// How it is held against the value.
    public let comparison: Comparison
    /// In the unit of the measure.
    public let value: Double
    private let valueText: String

    /// Nil where the text isn't a measure, a comparison and a number.
    public init?(_ text: String) {
        guard let sign = text.firstIndex(where: { $0 == "<" || $0 == ">" }) else { return nil }
        var rest = text[sign...].dropFirst()
        let isEqualToo = rest.first == "="
        if isEqualToo { rest = rest.dropFirst() }
        let measure = Self.trimmed(text[..<sign])
        valueText = Self.trimmed(rest)
        guard !measure.isEmpty, !measure.contains(where: { "= ".contains($0) }), let value = Double(valueText), value.isFinite,
            !valueText.lowercased().contains("x"),
            let comparison = Comparison(rawValue: "\(text[sign])" + (isEqualToo ? "=" : ""))
        else { return nil }
        (self.measure, self.comparison, self.value) = (measure, comparison, value)
    }

    /// As typed, with one space around the comparison.
    public var description: String { "\(measure) \(comparison.rawValue) \(valueText)" }

    /// Whether a member is a case; one in which the measure is undefined is none.
    public func holds(_ measured: Double?) -> Bool {
        guard let measured else { return false }
        return switch comparison {
        case .above: measured > value
        case .atLeast: measured >= value
        case .below: measured < value
        case .atMost: measured <= value
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
