import Testing

@testable import Analysis
@testable import ScenarioFormat

@Suite struct GoldenComparisonTests {
    private func csv(_ text: String) throws -> CSVFile { try CSVFile(name: "table.csv", Array(text.utf8)) }

    private func compare(_ found: String, _ golden: String, relative: Double = 0, absolute: Double = 0) throws -> GoldenComparison {
        GoldenComparison(
            table: "t", found: try csv(found), golden: try csv(golden), Tolerances(Tolerance(relative: relative, absolute: absolute)))
    }

    @Test func nothingChanged() throws {
        let comparison = try compare("a,b\nx,0.1\n", "a,b\nx,0.1\n")
        #expect(comparison.passes && comparison.first == nil)
    }

    @Test func oneUnitInTheLastPlace() throws {
        let (found, golden) = ("a,b\nx,1\ny,\((0.1).nextUp)\n", "a,b\nx,1\ny,0.1\n")
        let comparison = try compare(found, golden)
        #expect(!comparison.passes)
        #expect(comparison.first == .init(table: "t", line: 3, column: "b", found: "0.10000000000000002", golden: "0.1"))
        #expect(comparison.columns[1].largestAbsolute == (0.1).ulp)
        #expect(try compare(found, golden, relative: 1e-15).passes)
    }

    @Test func textMustBeEqualWhateverTheTolerance() throws {
        #expect(try !compare("a\nopen\n", "a\nblocked\n", relative: 1, absolute: 1e9).passes)
        #expect(try !compare("a\n\"\"\n", "a\n0\n", relative: 1, absolute: 1e9).passes)
    }

    @Test func shapes() throws {
        #expect(try compare("a\n1\n", "a\n1\n2\n").shape == "t.csv: there are 1 rows, golden 2")
        #expect(try compare("a\n1\n", "b\n1\n").shape == "t.csv: the columns are a, golden b")
    }

    @Test func columnsMayHaveTolerancesOfTheirOwn() throws {
        let tolerances = Tolerances(Tolerance(relative: 0, absolute: 0), columns: ["t.b": Tolerance(relative: 0, absolute: 0.5)])
        let comparison = GoldenComparison(table: "t", found: try csv("a,b\n1,1.4\n"), golden: try csv("a,b\n1,1\n"), tolerances)
        #expect(comparison.passes)
    }

    /// A tolerance of one person must not let every share pass.
    @Test func aShareHasNoToleranceOfOne() throws {
        let tolerances = Tolerances(Tolerance(relative: 0, absolute: 1))
        let (found, golden) = (try csv("a,b\n1,0.5\n"), try csv("a,b\n2,0.4\n"))
        let comparison = GoldenComparison(table: "t", found: found, golden: golden, shares: ["b"], tolerances)
        #expect(comparison.columns.map(\.failures) == [0, 1])
        let summary = GoldenComparison(
            table: "t", found: try csv("value,unit\n0.5,1\n0.5,people\n"), golden: try csv("value,unit\n0.4,1\n0.4,people\n"), tolerances)
        #expect(summary.columns[0].failures == 1)
    }

    @Test func junitNamesEveryColumn() throws {
        let text = JUnitReport.text(scenario: "x<y", [("t", try compare("a,b\n1,2\n", "a,b\n1,3\n"))])
        #expect(text.contains("<testsuite name=\"x&lt;y\" tests=\"3\" failures=\"1\" errors=\"0\">"))
        #expect(text.contains("<testcase classname=\"t\" name=\"a\"/>"))
        #expect(text.contains("1 cells differ, the first in line 2: 2, golden 3"))
    }
}
