/// The polynomial of degree 7 through values and slopes at four equidistant points of a step.
///
/// Its error is y⁽⁸⁾ L⁸ · 3.3e-9 at most (L the step's length): of the order of an eighth-order method's own error.
struct HermiteInterpolant {
    /// Places of the points, in parts of the step.
    static let nodes: [Double] = [0, 1.0 / 3, 2.0 / 3, 1]

    /// Values at each node.
    private var values: [[Double]]
    /// Slopes at each node times the step's length.
    private var slopes: [[Double]]

    init(dimension: Int) {
        values = .init(repeating: .init(repeating: 0, count: dimension), count: 4)
        slopes = values
    }

    mutating func setNode(_ node: Int, to state: [Double]) { values[node] = state }

    mutating func setSlopes(_ node: Int, at time: Double, length: Double, of system: any DynamicalSystem) {
        let state = values[node]
        var slope = [Double](repeating: 0, count: state.count)
        var rates = slope.mutableSpan
        system.derivatives(at: time, of: state.span, into: &rates)
        for i in 0..<rates.count { rates[i] *= length }
        slopes[node] = slope
    }

    /// The state at `position`, 0 at the step's start and 1 at its end.
    func evaluate(at position: Double, into result: inout [Double]) {
        var weights: (InlineArray<4, Double>, InlineArray<4, Double>) = (.init(repeating: 0), .init(repeating: 0))
        for i in 0..<4 {
            var basis = 1.0
            var basisSlope = 0.0
            for j in 0..<4 where j != i {
                basis *= (position - Self.nodes[j]) / (Self.nodes[i] - Self.nodes[j])
                basisSlope += 1 / (Self.nodes[i] - Self.nodes[j])
            }
            let offset = position - Self.nodes[i]
            weights.0[i] = (1 - 2 * basisSlope * offset) * basis * basis
            weights.1[i] = offset * basis * basis
        }
        for c in result.indices {
            var sum = 0.0
            for i in 0..<4 {
                sum += weights.0[i] * values[i][c] + weights.1[i] * slopes[i][c]
            }
            result[c] = sum
        }
    }
}
