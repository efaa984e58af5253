internal import Numerics
internal import ScenarioFormat

/// Values of scenario files in words.
enum QuantityWords {
    /// Keys that make an object a value of its own.
    private static let kinds = Set(Distribution.names + ["parameter", "series"])

    /// Whether the object is a number in the form of a distribution, a series or the name of a parameter.
    static func isQuantity(_ value: JSONText) -> Bool { value.keys.contains { kinds.contains($0) } }

    /// `lognormal (median 1.35, sigma 0.15)`
    static func text(_ value: JSONText) -> String {
        switch value {
        case .null: return "none"
        case .bool(let isTrue): return isTrue ? "yes" : "no"
        case .number(let number): return text(number)
        case .string(let text): return text
        case .array(let items): return items.map { text($0) }.joined(separator: ", ")
        case .object(let members):
            if let name = value["parameter"]?.text { return "parameter \(name)" }
            if case .array(let knots) = value["series"] { return series(knots) }
            return members.filter { $0.key != "source" && $0.key != "note" }.map { key, value in
                isList(value) ? "\(key) (\(text(value)))" : "\(key) \(text(value))"
            }.joined(separator: ", ")
        }
    }

    /// Whole numbers with thousands apart from 10,000 on; others in their shortest form.
    static func text(_ number: Double) -> String {
        number == number.rounded() && number.magnitude >= 10_000 && number.magnitude < 1e15
            ? SummaryText.grouped(number) : ShortestDecimal.text(number)
    }

    private static func isList(_ value: JSONText) -> Bool {
        if case .array = value { true } else { !value.keys.isEmpty }
    }

    /// `100,900,000 on 2015-07-01; 105,200,000 on 2016-07-01`
    private static func series(_ knots: [JSONText]) -> String {
        knots.map { knot in
            guard case .array(let parts) = knot, parts.count == 2 else { return text(knot) }
            return "\(text(parts[1])) on \(text(parts[0]))"
        }.joined(separator: "; ")
    }
}
