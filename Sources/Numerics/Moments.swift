/// Mean and standard deviation from exact sums, so that they depend on no order of adding.
public struct Moments: Sendable, Equatable {
    /// How many values.
    public internal(set) var count = 0
    var sum = ExactSum()
    var squares = ExactSum()

    /// Of no value yet.
    public init() {}

    /// Adds a value.
    public mutating func add(_ value: Double) {
        count += 1
        sum.add(value)
        squares.addSquare(value)
    }

    /// Adds many values at once, to the same sums.
    ///
    /// No value's magnitude may be above `largest`.
    public mutating func add(_ packs: Span<SIMD8<Double>>, largest: Double) {
        count += packs.count * SIMD8<Double>.scalarCount
        sum.add(packs, largest: largest)
        squares.addSquares(packs, largest: largest)
    }

    /// Takes back a value that was added.
    public mutating func remove(_ value: Double) {
        count -= 1
        sum.add(-value)
        let square = DoublePair.exactProduct(value, value)
        squares.add(-square.high)
        squares.add(-square.low)
    }

    /// Adds the same value a number of times.
    public mutating func add(_ value: Double, times: Int) {
        count += times
        let (product, square) = (DoublePair.exactProduct(value, Double(times)), DoublePair.exactProduct(value, value))
        sum.add(product)
        squares.add(DoublePair.exactProduct(square.high, Double(times)))
        squares.add(DoublePair.exactProduct(square.low, Double(times)))
    }

    /// Adds the values of another.
    public mutating func add(_ other: Moments) {
        count += other.count
        sum.add(other.sum)
        squares.add(other.squares)
    }

    /// Nil where there are no values.
    public var mean: Double? { count > 0 ? sum.value.rounded / Double(count) : nil }

    /// With M − 1; nil where there are fewer than two values.
    public var standardDeviation: Double? {
        guard count > 1 else { return nil }
        let m = DoublePair(Double(count))
        let centre = DoublePair(sum.value.high / Double(count))
        // Σ(x − c)² = Σx² − c (2 Σx − c m), and what c misses of the mean is of second order. Pairs of doubles, as the two terms may
        // agree in all digits of one.
        let spread = squares.value - centre * (sum.value + sum.value - centre * m)
        let rest = (sum.value - centre * m).rounded
        return (max(0, spread.rounded - rest * rest / Double(count)) / Double(count - 1)).squareRoot()
    }
}
