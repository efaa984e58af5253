internal import Numerics

/// The values that a key of the scenario may take.
public struct NumberRange: Sendable, Equatable, CustomStringConvertible {
    /// The lower end.
    public let lower: Double
    /// Whether `lower` itself is outside.
    public let lowerOpen: Bool
    /// The upper end.
    public let upper: Double
    /// Whether the upper end itself is left out.
    public let upperOpen: Bool
    /// Whether only whole numbers are inside.
    public let whole: Bool
    /// Whether a distribution on all positive numbers is let in, its draws below `lower` being raised to it.
    let raisesDraws: Bool

    private init(
        _ lower: Double, open lowerOpen: Bool, _ upper: Double, open upperOpen: Bool, whole: Bool = false, raisesDraws: Bool = false
    ) {
        self.raisesDraws = raisesDraws
        self.lower = lower
        self.lowerOpen = lowerOpen
        self.upper = upper
        self.upperOpen = upperOpen
        self.whole = whole
    }

    /// Every finite number.
    public static let any = NumberRange(-.infinity, open: true, .infinity, open: true)
    /// Above 0.
    public static let positive = NumberRange(0, open: true, .infinity, open: true)
    /// 0 or more.
    public static let nonNegative = NumberRange(0, open: false, .infinity, open: true)
    /// 0 to 1.
    public static let share = NumberRange(0, open: false, 1, open: false)
    /// 0 or more, below 1.
    public static let shareBelowOne = NumberRange(0, open: false, 1, open: true)
    /// 1, 2, 3 and so on.
    public static let positiveWhole = NumberRange(1, open: false, .infinity, open: true, whole: true)
    /// Time constants of steps. Priors of them are lognormal; that one in 10²⁹ draws falls below the bound is no fault.
    public static let rollout = NumberRange(0.01, open: false, .infinity, open: true, raisesDraws: true)
    /// From one number to another, both among it.
    public static func closed(_ lower: Double, _ upper: Double) -> NumberRange { NumberRange(lower, open: false, upper, open: false) }
    /// Above 0 and up to a number, which is among it.
    public static func aboveZero(through upper: Double) -> NumberRange { NumberRange(0, open: true, upper, open: false) }
    /// An open range: the support of a continuous distribution, whose ends are never drawn.
    public static func open(_ lower: Double, _ upper: Double) -> NumberRange { NumberRange(lower, open: true, upper, open: true) }
    static func support(_ lower: Double, open lowerOpen: Bool, _ upper: Double, open upperOpen: Bool) -> NumberRange {
        NumberRange(lower, open: lowerOpen, upper, open: upperOpen)
    }

    /// Whether a number is allowed.
    public func contains(_ value: Double) -> Bool {
        (lowerOpen ? value > lower : value >= lower) && (upperOpen ? value < upper : value <= upper)
            && (!whole || value == value.rounded())
    }

    /// Whether every value of the other range is inside; wholeness aside.
    func contains(_ other: NumberRange) -> Bool {
        (other.lower > lower || other.lower == lower && (!lowerOpen || other.lowerOpen)
            || raisesDraws && other.lower == 0 && other.lowerOpen)
            && (other.upper < upper || other.upper == upper && (!upperOpen || other.upperOpen))
    }

    /// A draw, raised to the least where that is let in.
    public func raising(_ draw: Double) -> Double { raisesDraws ? max(draw, lower) : draw }

    /// In the words of a fault, after "must be".
    public var description: String {
        let number = ShortestDecimal.text
        let least = lower.isFinite ? (lowerOpen ? "more than \(number(lower))" : "\(number(lower)) or more") : nil
        let most = upper.isFinite ? (upperOpen ? "less than \(number(upper))" : "\(number(upper)) or less") : nil
        let bounds: String
        switch (least, most) {
        case (nil, nil): bounds = "finite"
        case (let least?, nil): bounds = least
        case (nil, let most?): bounds = most
        case (let least?, let most?):
            bounds = lowerOpen || upperOpen ? "\(least) and \(most)" : "between \(number(lower)) and \(number(upper))"
        }
        return whole ? "a whole number, \(bounds)" : bounds
    }
}
