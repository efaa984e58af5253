internal import ScenarioFormat

/// A comparison as a JUnit file, a test case for each column, for continuous integration.
public enum JUnitReport {
    /// The outcome of a comparison, a test case a table.
    public static func text(scenario: String, _ comparisons: [(table: String, comparison: GoldenComparison)]) -> String {
        var cases: [String] = []
        var failures = 0
        for (table, comparison) in comparisons {
            if let shape = comparison.shape {
                failures += 1
                cases.append(testCase(table, "rows and columns", failure: shape))
            } else {
                cases.append(testCase(table, "rows and columns", failure: nil))
            }
            for column in comparison.columns {
                let failure = column.first.map {
                    "\(column.failureCount), first: \($0.row): \($0.found), golden \($0.golden); largest difference \(column.largestAbsolute), relative \(column.largestRelative)"
                }
                if failure != nil { failures += 1 }
                cases.append(testCase(table, column.name, failure: failure))
            }
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="\(Quoting.markup(scenario))" tests="\(cases.count)" failures="\(failures)" errors="0">
            \(cases.joined(separator: "\n"))
            </testsuite>

            """
    }

    private static func testCase(_ table: String, _ name: String, failure: String?) -> String {
        let open = "  <testcase classname=\"\(Quoting.markup(table))\" name=\"\(Quoting.markup(name))\""
        guard let failure else { return open + "/>" }
        return open + ">\n    <failure message=\"\(Quoting.markup(failure))\"/>\n  </testcase>"
    }
}
