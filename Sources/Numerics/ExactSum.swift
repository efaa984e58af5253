/// A sum of doubles without rounding, so that it depends on no order.
///
/// Each value is split over 32-bit limbs that hold sums in 64 bits; carries are passed on before they can overflow.
/// Source: the small superaccumulator of Neal, Fast exact summation using small and large superaccumulators (2015).
public struct ExactSum: Sendable, Equatable {
    /// The limb 0 begins at 2⁻¹⁰⁷⁴, the least of all doubles; 68 limbs reach beyond the largest times 2⁶⁴.
    static let limbCount = 68
    private static let lowestExponent = -1074
    /// Each value adds less than 2³² to a limb's size, so that so many fit beside a limb of 2³².
    private static let addsBetweenCarries = 1 << 30

    var limbs: [Int64] = []
    /// The limb at which `limbs` begins: empty regions are not stored.
    var first = 0
    private var addsLeft = addsBetweenCarries

    /// The sum of nothing, 0.
    public init() {}

    /// Adds a value, without rounding.
    public mutating func add(_ value: Double) {
        guard value != 0 else { return }
        precondition(value.isFinite)
        let significand = value.exponentBitPattern == 0 ? value.significandBitPattern : value.significandBitPattern | 1 << 52
        let offset = max(Int(value.exponentBitPattern), 1) - 1
        let (limb, shift) = (offset / 32, UInt64(offset % 32))
        let sign: Int64 = value < 0 ? -1 : 1
        // 53 bits shifted by up to 31 lie in three limbs.
        let low = significand << shift
        let high = shift == 0 ? 0 : significand >> (64 - shift)
        reserve(limb, limb + 2)
        limbs[limb - first] += sign * Int64(low & 0xFFFF_FFFF)
        limbs[limb + 1 - first] += sign * Int64(low >> 32)
        limbs[limb + 2 - first] += sign * Int64(high)
        addsLeft -= 1
        if addsLeft == 0 { carry() }
    }

    /// Adds the square of a value, without rounding where that neither overflows nor falls below 2⁻¹⁰²².
    public mutating func addSquare(_ value: Double) {
        add(DoublePair.exactProduct(value, value))
    }

    mutating func add(_ pair: DoublePair) {
        add(pair.high)
        add(pair.low)
    }

    /// Adds the values of another, without rounding.
    public mutating func add(_ other: ExactSum) {
        guard !other.limbs.isEmpty else { return }
        carry()
        var other = other
        other.carry()
        reserve(other.first, other.first + other.limbs.count - 1)
        for (i, limb) in other.limbs.enumerated() { limbs[other.first + i - first] += limb }
        carry()
    }

    /// The sum as an unevaluated pair of doubles, correct to about 100 bits.
    public var value: DoublePair {
        var sum = self
        sum.carry()
        var (high, low) = (0.0, 0.0)
        for i in sum.limbs.indices.reversed() {
            let exponent = Self.lowestExponent + 32 * (sum.first + i)
            let term = Double(sign: .plus, exponent: exponent, significand: Double(sum.limbs[i]))
            let total = high + term
            let rounding = (high - (total - (total - high))) + (term - (total - high))
            (high, low) = (total, low + rounding)
        }
        return DoublePair(high, low)
    }

    /// Passes carries upwards, so that every limb but the highest is within 0 ..< 2³², and that is larger than −2³².
    mutating func carry() {
        addsLeft = Self.addsBetweenCarries
        guard !limbs.isEmpty else { return }
        if first + limbs.count < Self.limbCount { limbs.append(0) }
        for i in 0..<limbs.count - 1 {
            let over = limbs[i] >> 32
            limbs[i] -= over << 32
            limbs[i + 1] += over
        }
        while let last = limbs.last, limbs.count > 1 {
            let below = limbs.count - 2
            // A sum below zero has −1 above its limbs, which would get one more with each carry.
            if last == -1, limbs[below] != 0 { limbs[below] -= 1 << 32 } else if last != 0 { break }
            limbs.removeLast()
        }
    }

    /// Makes room for limbs `lower` to `upper`.
    private mutating func reserve(_ lower: Int, _ upper: Int) {
        if limbs.isEmpty {
            first = lower
            limbs.reserveCapacity(8)
        }
        if lower < first {
            limbs.insert(contentsOf: repeatElement(0, count: first - lower), at: 0)
            first = lower
        }
        while first + limbs.count <= upper { limbs.append(0) }
    }

    /// Whether both sums round to the same number.
    public static func == (a: ExactSum, b: ExactSum) -> Bool { a.value == b.value }
}
