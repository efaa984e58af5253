/// Derivatives by central differences.
public struct CentralDifferences: Sendable {
    /// Step relative to the argument.
    public var step: Double
    /// The size that an argument is taken to have at least; 0 for its own.
    public var leastSize: Double

    /// - Parameters:
    ///   - step: the cube root of the functions' relative error is about best; that of rounding where nothing is given.
    ///   - leastSize: the size that an argument is taken to have at least.
    public init(step: Double = 6e-6, leastSize: Double = 0) {
        self.step = step
        self.leastSize = leastSize
    }

    /// Derivatives of `count` functions, a row a function; nil where they can't be computed on either side.
    func jacobian(of functions: LeastSquares.Residuals, at point: [Double], count: Int) -> [Double]? {
        let columns = point.count
        var rows = [Double](repeating: 0, count: count * columns)
        for column in 0..<columns {
            let size = max(abs(point[column]), leastSize)
            let width = step * (size > 0 ? size : 1)
            var (low, high) = (point, point)
            low[column] -= width
            high[column] += width
            guard let below = functions(low), let above = functions(high) else { return nil }
            for row in 0..<count { rows[row * columns + column] = (above[row] - below[row]) / (high[column] - low[column]) }
        }
        return rows
    }
}
