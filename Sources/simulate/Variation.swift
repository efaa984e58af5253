internal import Numerics
internal import ScenarioFormat

/// A key with the values that a sweep gives it: `PATH=FROM:TO:STEP`.
struct Variation: Equatable {
    /// More runs than this in one sweep are refused.
    static let limit = 100_000

    /// As typed, without the values.
    let path: String
    /// As they are set, in order.
    let values: [String]

    static func all(_ texts: [String]) throws(UsageError) -> [Variation] {
        var variations: [Variation] = []
        for text in texts { variations.append(try Variation(text)) }
        if let twice = variations.enumerated().first(where: { i, variation in variations[..<i].contains { $0.path == variation.path } }) {
            throw UsageError(message: "`--vary` is given twice for \(Quoting.quoted(twice.element.path)); keep one")
        }
        let runs = variations.reduce(1.0) { $0 * Double($1.values.count) }
        if runs > Double(limit) {
            throw UsageError(message: "the sweep has \(ShortestDecimal.text(runs)) runs, and at most \(limit) are done; widen a STEP")
        }
        return variations
    }

    private init(_ text: String) throws(UsageError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let bounds = (parts.last ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, bounds.count == 3, let values = Self.numbers(bounds) ?? Self.dates(bounds) else {
            throw UsageError(
                message:
                    "`--vary` needs PATH=FROM:TO:STEP, such as `--vary enforcement.russia.steps.block.effectiveness=0:1:0.1` or dates with a step like P1M, found \(Quoting.quoted(text))"
            )
        }
        guard !values.isEmpty else { throw UsageError(message: "\(Quoting.quoted(text)): STEP must lead from FROM to TO") }
        guard values.count <= Self.limit else {
            throw UsageError(message: "\(Quoting.quoted(text)) has more than \(Self.limit) values; widen STEP")
        }
        path = parts[0]
        self.values = values
    }

    /// FROM, FROM + STEP, … up to TO; none where the step doesn't lead there, nil where these are no numbers.
    private static func numbers(_ bounds: [String]) -> [String]? {
        // As JSON has them: no hexadecimal digits, no infinity.
        guard bounds.allSatisfy({ $0.utf8.allSatisfy("0123456789+-.eE".utf8.contains) }) else { return nil }
        let numbers = bounds.compactMap { Double($0) }.filter(\.isFinite)
        guard numbers.count == 3 else { return nil }
        // Counted in units of the last decimal place, so that 0.1 · 3 is 0.3.
        let places = bounds.map(decimals).max() ?? 0
        let scale = places > 15 ? 1 : (0..<places).reduce(1.0) { power, _ in power * 10 }
        let (from, step) = ((numbers[0] * scale), (numbers[2] * scale))
        let count = ((numbers[1] - numbers[0]) / numbers[2] + 1e-9).rounded(.down)
        guard numbers[2] != 0, count >= 0 else { return [] }
        return (0...min(Int(exactly: count) ?? limit, limit)).map { k in
            let units = from.rounded() + Double(k) * step.rounded()
            return ShortestDecimal.text(scale == 1 ? numbers[0] + Double(k) * numbers[2] : units / scale)
        }
    }

    /// The decimal places of a number as typed: 1 in `0.5` and `5e-1`.
    private static func decimals(_ text: String) -> Int {
        let parts = text.lowercased().split(separator: "e")
        let typed = parts.first?.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        return max(0, typed - (parts.count > 1 ? Int(parts[1]) ?? 0 : 0))
    }

    /// The same with dates and a calendar period.
    private static func dates(_ bounds: [String]) -> [String]? {
        guard let from = CalendarDate(iso: bounds[0]), let to = CalendarDate(iso: bounds[1]), let step = CalendarPeriod(iso: bounds[2])
        else { return nil }
        return (0...limit).lazy.map { step.date(after: from, times: $0) }.prefix { $0 <= to }.map { "\($0)" }
    }
}
