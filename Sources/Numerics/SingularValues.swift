internal import CGSL

/// The singular values of a matrix with its right singular vectors, by one-sided Jacobi rotations, which keep their relative
/// accuracy where columns are of different size.
public struct SingularValues: Sendable, Equatable {
    /// Falling.
    public let values: [Double]
    /// By row and column: the columns are the vectors.
    public let vectors: [[Double]]

    /// - Parameters:
    ///   - rows: the matrix, one row after the other; no fewer rows than columns.
    ///   - columns: how many there are.
    /// - Returns: nil where an element isn't finite or GSL finds no values.
    public init?(_ rows: [Double], columns: Int) {
        let count = rows.count / columns
        guard rows.allSatisfy(\.isFinite), count >= columns else { return nil }
        silenceGSLErrorHandler()
        var (matrix, v, s) = (rows, [Double](repeating: 0, count: columns * columns), [Double](repeating: 0, count: columns))
        let status = unsafe matrix.withUnsafeMutableBufferPointer { matrix in
            unsafe v.withUnsafeMutableBufferPointer { v in
                unsafe s.withUnsafeMutableBufferPointer { s in
                    var matrixView = unsafe gsl_matrix_view_array(matrix.baseAddress, count, columns)
                    var vectorsView = unsafe gsl_matrix_view_array(v.baseAddress, columns, columns)
                    var valuesView = unsafe gsl_vector_view_array(s.baseAddress, columns)
                    return unsafe gsl_linalg_SV_decomp_jacobi(&matrixView.matrix, &vectorsView.matrix, &valuesView.vector)
                }
            }
        }
        guard status == Int32(GSL_SUCCESS) else { return nil }
        values = s
        vectors = (0..<columns).map { Array(v[$0 * columns..<($0 + 1) * columns]) }
    }

    /// The largest singular value over the least; infinite where that is 0.
    public var conditionNumber: Double {
        guard let first = values.first, let last = values.last, last > 0 else { return .infinity }
        return first / last
    }

    /// The inverse of the matrix' product with itself, AᵀA; nil where that is singular to rounding.
    public var inverseGram: [[Double]]? {
        guard values.allSatisfy({ $0 > 0 && (1 / ($0 * $0)).isFinite }) else { return nil }
        return vectors.indices.map { i in
            vectors.indices.map { j in
                values.indices.reduce(0) { $0 + vectors[i][$1] * vectors[j][$1] / (values[$1] * values[$1]) }
            }
        }
    }
}
