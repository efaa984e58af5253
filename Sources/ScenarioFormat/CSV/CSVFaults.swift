/// Collects the faults of a table's cells.
struct CSVFaults {
    private let file: CSVFile
    private var found: [(row: Int, column: Int, message: () -> String)] = []
    private var count = 0

    init(_ file: CSVFile) { self.file = file }

    /// Row −1 is the header. Only messages that are told are put into words.
    mutating func add(row: Int, column: Int, _ message: @autoclosure @escaping () -> String) {
        count += 1
        if found.count < FaultCollector.limit { found.append((row, column, message)) }
    }

    /// Whether a row is as wide as the header, empty cells behind it aside; a fault where it isn't.
    mutating func checkWidth(row: Int) -> Bool {
        let (width, found) = (file.header.count, file.rows[row].count)
        if found == width || found > width && file.rows[row][width...].allSatisfy(\.isEmpty) { return true }
        add(row: row, column: 0, "expected \(width) cells, found \(found)")
        return false
    }

    /// - Throws: the faults, if there are any, in the order of the file.
    func check() throws(InputFailure) {
        guard !found.isEmpty else { return }
        let sorted = found.enumerated().sorted {
            ($0.element.row, $0.element.column, $0.offset) < ($1.element.row, $1.element.column, $1.offset)
        }
        var faults = file.faults(sorted.map(\.element))
        if count > found.count, let last = faults.last { faults.append(.more(count - found.count, in: last.file)) }
        throw .faulty(faults)
    }
}
