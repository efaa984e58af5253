public import Analysis
internal import Numerics
public import Simulation

/// What `sensitivity` prints.
public enum SensitivityText {
    /// Shares of variance below this are called negligible.
    private static let negligible = 0.01
    /// Effects below this share of the largest are none.
    private static let accuracy = 1e-6

    /// What `sensitivity` prints: indices with their intervals, the largest first, and how many more members would help.
    public static func text(_ study: SensitivityStudy, _ measure: SummaryMeasure, _ quantities: [QuantitySensitivity]) -> String {
        let settings = study.settings
        func value(_ index: SensitivityIndex?) -> String { index.map { number($0.value) } ?? "–" }
        func interval(_ index: SensitivityIndex?) -> String { index.map { "\(number($0.low)) to \(number($0.high))" } ?? "–" }
        var rows: [[String]]
        if settings.method == .sobol {
            rows = [["quantity", "first order", "95 % interval", "total", "95 % interval"]]
            rows += ranked(quantities).map {
                [$0.quantity, value($0[.firstOrder]), interval($0[.firstOrder]), value($0[.total]), interval($0[.total])]
            }
        } else {
            rows = [["quantity", "mu*", "95 % interval", "mu", "sigma"]]
            rows += ranked(quantities).map {
                [$0.quantity, value($0[.muStar]), interval($0[.muStar]), value($0[.mu]), value($0[.sigma])]
            }
        }
        return "What \(measure.name) is sensitive to\n\n" + TextTable.aligned(rows, textColumns: [0]) + "\n"
            + sentences(measure.name, quantities, unit: measure.unit).joined(separator: "\n") + "\n"
            + "\(SummaryText.grouped(Double(settings.samples))) \(settings.method.sampleName), \(SummaryText.grouped(Double(study.members))) members, method \(settings.method.rawValue), seed \(settings.seed)\n"
    }

    /// The quantities by what they are ranked by, the most important first.
    static func ranked(_ quantities: [QuantitySensitivity]) -> [QuantitySensitivity] {
        func rank(_ quantity: QuantitySensitivity) -> Double { quantity[.total]?.value ?? quantity[.muStar]?.value ?? 0 }
        return quantities.enumerated().sorted { (-rank($0.element), $0.offset) < (-rank($1.element), $1.offset) }.map(\.element)
    }

    /// What the indices say, in words.
    static func sentences(_ measure: String, _ quantities: [QuantitySensitivity], unit: String) -> [String] {
        let ranked = ranked(quantities)
        let isVariance = ranked.first?[.total] != nil
        return (isVariance ? variance(measure, ranked) : effects(measure, ranked, unit: unit))
    }

    private static func variance(_ measure: String, _ ranked: [QuantitySensitivity]) -> [String] {
        func first(_ quantity: QuantitySensitivity) -> Double { quantity[.firstOrder]?.value ?? 0 }
        let leading = ranked.prefix(3).filter { first($0) >= negligible }.map { "\($0.quantity) \(SummaryText.percent(first($0)))" }
        var text =
            leading.isEmpty
            ? ["No quantity accounts by itself for \(SummaryText.percent(negligible)) of the variance of \(measure): interactions do."]
            : ["Of the variance of \(measure), these account by themselves for: \(leading.joined(separator: ", "))."]
        let alone = ranked.reduce(0) { $0 + first($1) }
        if alone < 1 - negligible, !leading.isEmpty {
            text.append(
                "One by one, all of them account for about \(SummaryText.percent(max(alone, 0))); the rest is in interactions between them."
            )
        }
        let idle = ranked.count { ($0[.total]?.value ?? 0) < negligible }
        if idle > 0 {
            text.append(
                "\(idle) of \(ranked.count) hardly matter: their total indices are below \(ShortestDecimal.text(negligible)), and they could be fixed."
            )
        }
        if ranked.contains(where: { first($0) < 0 }) {
            text.append("An index below 0 is an estimate of one near 0: estimates from a sample fall on either side of what they estimate.")
        }
        return text
    }

    private static func effects(_ measure: String, _ ranked: [QuantitySensitivity], unit: String) -> [String] {
        func value(_ quantity: QuantitySensitivity, _ kind: SensitivityIndex.Kind) -> Double { quantity[kind]?.value ?? 0 }
        // What is smaller is what the integrator leaves.
        let moving = ranked.filter { value($0, .muStar) > accuracy * (ranked.first.map { value($0, .muStar) } ?? 0) }
        let leading = moving.prefix(3).map { "\($0.quantity) \(number(value($0, .muStar)))" }
        var text = [
            "Over its whole probability each moves \(measure) by, in \(unit == "1" ? "shares" : unit): \(leading.joined(separator: ", ")) (mu*, the mean size of an effect)."
        ]
        if moving.count < ranked.count { text.append("\(ranked.count - moving.count) of \(ranked.count) don't move it.") }
        let uneven = moving.filter { value($0, .sigma) >= value($0, .muStar) / 2 }
        if !uneven.isEmpty {
            text.append(
                "The effect of \(uneven.count) of \(ranked.count) depends on the other quantities or is curved: its spread, sigma, is half of mu* or more."
            )
        }
        if moving.contains(where: { abs(value($0, .mu)) < 0.9 * value($0, .muStar) }) {
            text.append("Where mu is smaller than mu*, the quantity raises the measure in some places and lowers it in others.")
        }
        return text
    }

    /// The warning where intervals are wider than their indices; nil where none is.
    public static func warning(_ advice: SensitivityAdvice, samples: Int, method: SensitivitySettings.Method, quantities: Int) -> String? {
        if advice.wide.isEmpty { return nil }
        let named = advice.wide.prefix(3).map { "\($0.index.kind.rawValue) of \($0.quantity)" }
        let rest = advice.wide.count - named.count
        let which = named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        let text = "the interval is wider than the index for \(which); "
        guard let factor = advice.factor else {
            return text + "none of these intervals is wide enough for more runs to change much"
        }
        var wanted = samples
        while Double(wanted) < Double(samples) * factor, wanted < 1 << 40 { wanted *= 2 }
        let members = SensitivitySettings.members(method, samples: wanted, quantities: quantities)
        return text
            + "about \(wanted / samples) times as many runs would mend that: `--samples \(wanted)`, \(SummaryText.grouped(Double(members))) members"
    }

    /// Three significant digits: shares in decimals, large effects in words.
    static func number(_ value: Double) -> String {
        if value.magnitude >= 1000 { return SummaryText.inWords(value) }
        if value == 0 { return "0" }
        var unit = 1e-3
        while value.magnitude >= 1000 * unit { unit *= 10 }
        // By division, as tenths and hundredths aren't doubles.
        let inverse = (1 / unit).rounded()
        return unit >= 1
            ? ShortestDecimal.text((value / unit).rounded() * unit) : ShortestDecimal.text((value * inverse).rounded() / inverse)
    }
}
