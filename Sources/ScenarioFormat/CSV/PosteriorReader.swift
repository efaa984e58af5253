extension Posterior {
    /// Reads the CSV file at `path`, whose columns are named after parameters that have distributions.
    ///
    /// - Throws: `InputFailure` with every fault found: unknown parameters, and draws where the parameter's own distribution has none.
    static func read(_ path: String, _ uncertain: [UncertainQuantity]) throws(InputFailure) -> Posterior {
        let file = try CSVFile(ofUser: path, skipsComments: true)
        let known = uncertain.map(\.path).filter { $0.hasPrefix("parameters/") }.map { String($0.dropFirst("parameters/".count)) }
        var faults = CSVFaults(file)
        let indices = Dictionary(uncertain.enumerated().map { ($1.path, $0) }) { first, _ in first }
        let columns = CSVColumns(file)
        _ = columns.indices(&faults)
        var parameters: [(column: Int, index: Int)] = []
        for column in columns.all {
            if let index = indices["parameters/\(column.name)"] {
                parameters.append((column.index, index))
            } else if !isBookkeeping(column.name) {
                faults.add(
                    row: -1, column: column.index,
                    "\(Quoting.quoted(file.header[column.index])) isn't a parameter of the scenario with a distribution"
                        + NearestName.suggestion(for: column.name, among: known))
            }
        }
        try faults.check()
        if parameters.isEmpty {
            faults.add(row: -1, column: 0, "no column is named after a parameter of the scenario; name them so")
        }
        let numbers = CSVNumbers(file, columns: parameters.map(\.column))
        let supports = parameters.map { uncertain[$0.index].distribution.support }
        var rows: [[Double]] = []
        rows.reserveCapacity(file.rows.count)
        for (number, cells) in file.rows.enumerated() where faults.checkWidth(row: number) {
            var row: [Double] = []
            row.reserveCapacity(parameters.count)
            for (parameter, support) in zip(parameters, supports) {
                let cell = cells[parameter.column].trimmingSpaces()
                if let value = numbers.value(cell), support.contains(value) {
                    row.append(value)
                } else {
                    let advice = numbers.value(cell) == nil ? numbers.advice(cell) : ""
                    faults.add(
                        row: number, column: parameter.column,
                        "must be a number, \(support), where the parameter's own distribution is, found \(Quoting.quoted(cell))\(advice)")
                }
            }
            rows.append(row)
        }
        if file.rows.isEmpty { faults.add(row: -1, column: 0, "there are no draws below the header; put one on each row") }
        try faults.check()
        return Posterior(parameters: parameters.map(\.index), rows: rows)
    }

    /// What samplers write beside the parameters: posterior (R), CmdStan and ArviZ.
    private static func isBookkeeping(_ name: String) -> Bool {
        name.hasSuffix("__") || [".chain", ".iteration", ".draw", "chain", "iteration", "draw"].contains(name)
    }
}
