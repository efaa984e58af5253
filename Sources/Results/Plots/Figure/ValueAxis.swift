internal import Numerics

/// A vertical axis that holds 0: ticks at round numbers, in units that make them short.
struct ValueAxis: Equatable {
    /// What a tick's number is to be multiplied by, in words; empty for one.
    let multiplier: String
    let ticks: [(value: Double, text: String)]
    var top: Double { ticks.last?.value ?? 1 }
    var bottom: Double { ticks.first?.value ?? 0 }

    static func == (a: ValueAxis, b: ValueAxis) -> Bool {
        a.multiplier == b.multiplier && a.ticks.elementsEqual(b.ticks) { $0 == $1 }
    }

    /// An axis that holds 0 and values from `lowest` to `highest`, with at most `count` intervals, or one more where some are below 0.
    init(lowest: Double = 0, highest: Double, intervals count: Int = 5) {
        let (low, high) = (max(-lowest, 0), max(highest, 0))
        let span = low + high > 0 ? low + high : 1
        let words: [(Double, String)] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")]
        let (size, word) = words.first { max(low, high) >= $0.0 * 1.5 } ?? (1, "")
        multiplier = word
        let (mantissa, exponent) = Self.step(span / size / Double(count))
        func intervals(_ length: Double) -> Int { Int((length / size / (Double(mantissa) * Self.power(exponent))).rounded(.up)) }
        ticks = (-intervals(low)...(low > 0 ? intervals(high) : max(intervals(high > 0 ? high : 1), 1))).map { k in
            (Double(k * mantissa) * Self.power(exponent) * size, Self.text(k * mantissa, exponent))
        }
    }

    /// The smallest of 1, 2, 5 times a power of ten that isn't below `least`.
    private static func step(_ least: Double) -> (mantissa: Int, exponent: Int) {
        for exponent in -330...310 {
            for mantissa in [1, 2, 5] where Double(mantissa) * power(exponent) >= least { return (mantissa, exponent) }
        }
        return (1, 310)
    }

    /// Ten to a power, read from text and thus as exact as can be.
    private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

    /// A whole number of units of 10^exponent.
    private static func text(_ number: Int, _ exponent: Int) -> String {
        if number == 0 { return "0" }
        if exponent >= 0 || exponent < -6 { return ShortestDecimal.text(Double(number) * power(exponent)) }
        let digits = String(number.magnitude)
        let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
        return (number < 0 ? "-" : "") + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    }
}
