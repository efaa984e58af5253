internal import Numerics

extension Posterior {
    /// Reads the CSV file at `path`, whose columns are named after parameters that have distributions.
    ///
    /// - Throws: `InputFailure` with every fault found: unknown parameters, and draws where the parameter's own distribution has none.
    static func read(_ path: String, _ uncertain: [UncertainQuantity]) throws(InputFailure) -> Posterior {
        let file = try CSVFile(ragged: path)
        let known = uncertain.map(\.path).filter { $0.hasPrefix("parameters/") }.map { String($0.dropFirst("parameters/".count)) }
        var faults = CSVFaults(file)
        var parameters: [Int] = []
        let indices = Dictionary(uncertain.enumerated().map { ($1.path, $0) }) { first, _ in first }
        var seen: Set<String> = []
        for (column, name) in file.header.enumerated() {
            if !seen.insert(name).inserted {
                faults.add(row: -1, column: column, "the column stands here a second time; remove one")
            }
            if let index = indices["parameters/\(name)"] {
                parameters.append(index)
            } else {
                faults.add(
                    row: -1, column: column,
                    "\(Quoting.quoted(name)) is no parameter of the scenario with a distribution"
                        + NearestName.suggestion(for: name, among: known))
            }
        }
        try faults.check()
        let supports = parameters.map { uncertain[$0].distribution.support }
        var rows: [[Double]] = []
        for (number, cells) in file.rows.enumerated() where faults.checkWidth(row: number) {
            var row: [Double] = []
            for (cell, (column, support)) in zip(cells, supports.enumerated()) {
                if let value = Double(cell), value.isFinite, support.contains(value) {
                    row.append(value)
                } else {
                    faults.add(
                        row: number, column: column,
                        "must be a number, \(support), where the parameter's own distribution is, found \(Quoting.quoted(cell))")
                }
            }
            rows.append(row)
        }
        if file.rows.isEmpty { faults.add(row: -1, column: 0, "there are no draws below the header; put one on each row") }
        try faults.check()
        return Posterior(parameters: parameters, rows: rows)
    }
}
