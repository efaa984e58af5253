/// A matrix of packs in memory of its own: rows of one number for each of eight members.
///
/// Memory rather than arrays, as an integration touches it at every sum.
@safe public struct PackMatrix {
    @usableFromInline let elements: UnsafeMutablePointer<SIMD8<Double>>
    /// How many there are.
    public let columns: Int

    /// All zero; to be freed by `deallocate()`.
    public init(rows: Int, columns: Int) {
        self.columns = columns
        unsafe elements = .allocate(capacity: rows * columns)
        unsafe elements.initialize(repeating: .zero, count: rows * columns)
    }

    /// Gives the memory back; the matrix is then not to be used.
    public func deallocate() { unsafe elements.deallocate() }

    /// Unchecked: rows and columns are those of the matrix.
    @inlinable @inline(__always)
    public subscript(row: Int, column: Int) -> SIMD8<Double> {
        get { unsafe elements[row * columns + column] }
        nonmutating set { unsafe elements[row * columns + column] = newValue }
    }

    @inline(__always)
    func row(_ row: Int) -> UnsafeMutablePointer<SIMD8<Double>> { unsafe elements + row * columns }

    func copy(row: Int, to other: Int) { unsafe self.row(other).update(from: self.row(row), count: columns) }

    /// A row as it stands.
    @inlinable @inline(__always)
    public func withRow(_ row: Int, _ body: (Span<SIMD8<Double>>) -> Void) {
        unsafe body(Span(_unsafeStart: elements + row * columns, count: columns))
    }
}
