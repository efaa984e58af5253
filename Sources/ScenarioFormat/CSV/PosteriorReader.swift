internal import Numerics

extension Posterior {
    /// Reads the CSV file at `path`, whose columns are named after parameters that have distributions.
    ///
    /// - Throws: `InputFailure` with every fault found: unknown parameters, and draws where the parameter's own distribution has none.
    static func read(_ path: String, _ uncertain: [UncertainQuantity]) throws(InputFailure) -> Posterior {
        let file = try CSVFile(path)
        let known = uncertain.map(\.path).filter { $0.hasPrefix("parameters/") }.map { String($0.dropFirst("parameters/".count)) }
        var faults: [Fault] = []
        var parameters: [Int] = []
        for (column, name) in file.header.enumerated() {
            if file.header[..<column].contains(name) {
                faults.append(file.fault(row: -1, column: column, "the column stands here a second time"))
            }
            if let index = uncertain.firstIndex(where: { $0.path == "parameters/\(name)" }) {
                parameters.append(index)
            } else {
                let hint = NearestName.suggestion(for: name, among: known)
                faults.append(
                    file.fault(
                        row: -1, column: column, "\(Quoting.quoted(name)) is no parameter of the scenario with a distribution\(hint)"))
            }
        }
        guard faults.isEmpty else { throw .faulty(faults) }
        var rows: [[Double]] = []
        for (number, cells) in file.rows.enumerated() {
            rows.append(
                cells.enumerated().map { column, cell in
                    let support = uncertain[parameters[column]].distribution.support
                    if let value = Double(cell), value.isFinite, support.contains(value) { return value }
                    faults.append(
                        file.fault(
                            row: number, column: column,
                            "must be a number, \(support), where the parameter's own distribution is, found \(Quoting.quoted(cell))"))
                    return .nan
                })
        }
        if rows.isEmpty { faults.append(file.fault(row: -1, column: 0, "there are no draws below the header")) }
        guard faults.isEmpty else { throw .faulty(faults) }
        return Posterior(parameters: parameters, rows: rows)
    }
}
