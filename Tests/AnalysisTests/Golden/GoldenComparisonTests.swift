import Testing

@testable import Analysis
@testable import ScenarioFormat

@Suite struct GoldenComparisonTests {
    private func csv(_ text: String) throws -> CSVFile { try CSVFile(name: "table.csv", Array(text.utf8)) }

    private func compare(_ found: String, _ golden: String, relative: Double = 0, absolute: Double = 0) throws -> GoldenComparison {
        GoldenComparison(
            ComparedTable("t"), found: try csv(found), golden: try csv(golden),
            Tolerances(Tolerance(relative: relative, absolute: absolute)))
    }

    @Test func nothingChanged() throws {
        let comparison = try compare("a,b\nx,0.1\n", "a,b\nx,0.1\n")
        #expect(comparison.passes && comparison.first == nil)
    }

    @Test func oneUnitInTheLastPlace() throws {
        let (found, golden) = ("a,b\nx,1\ny,\((0.1).nextUp)\n", "a,b\nx,1\ny,0.1\n")
        let comparison = try compare(found, golden)
        #expect(!comparison.passes)
        #expect(comparison.first == .init(table: "t", row: "line 3", column: "b", found: "0.10000000000000002", golden: "0.1"))
        #expect(comparison.columns[1].largestAbsolute == (0.1).ulp)
        #expect(try compare(found, golden, relative: 1e-15).passes)
    }

    @Test func textMustBeEqualWhateverTheTolerance() throws {
        #expect(try !compare("a\nopen\n", "a\nblocked\n", relative: 1, absolute: 1e9).passes)
        #expect(try !compare("a\n\"\"\n", "a\n0\n", relative: 1, absolute: 1e9).passes)
    }

    @Test func shapes() throws {
        #expect(try compare("a\n1\n", "a\n1\n2\n").shape == "t.csv: 1 golden row is missing, first: line 3")
        #expect(try compare("a\n1\n", "b\n1\n").shape == "t.csv: the columns are a, golden b")
    }

    @Test func columnsMayHaveTolerancesOfTheirOwn() throws {
        let tolerances = Tolerances(Tolerance(relative: 0, absolute: 0), columns: ["t.b": Tolerance(relative: 0, absolute: 0.5)])
        let comparison = GoldenComparison(ComparedTable("t"), found: try csv("a,b\n1,1.4\n"), golden: try csv("a,b\n1,1\n"), tolerances)
        #expect(comparison.passes)
    }

    /// A tolerance of one person must not let every share pass.
    @Test func aShareHasNoToleranceOfOne() throws {
        let tolerances = Tolerances(Tolerance(relative: 0, absolute: 1))
        let (found, golden) = (try csv("a,b\n1,0.5\n"), try csv("a,b\n2,0.4\n"))
        let comparison = GoldenComparison(ComparedTable("t", exactness: ["b": .fine]), found: found, golden: golden, tolerances)
        #expect(comparison.columns.map(\.failures) == [0, 1])
        let summary = GoldenComparison(
            ComparedTable("t", unit: ("unit", ["1": .fine, "days": .exact])), found: try csv("value,unit\n0.5,1\n0.5,people\n8,days\n"),
            golden: try csv("value,unit\n0.4,1\n0.4,people\n7,days\n"), tolerances)
        #expect(summary.columns[0].failures == 2)
    }

    /// Neither `--atol 1` nor a loose `--rtol` lets a number of markets pass that isn't the golden one.
    @Test func wholeNumbersAndTextsAreExact() throws {
        let table = ComparedTable("t", exactness: ["name": .exact, "markets": .exact])
        func passes(_ found: String, _ golden: String, columns: [String: Tolerance] = [:]) throws -> Bool {
            let header = "name,markets\n"
            return GoldenComparison(
                table, found: try csv(header + found), golden: try csv(header + golden),
                Tolerances(Tolerance(relative: 1, absolute: 1), columns: columns)
            ).passes
        }
        #expect(try passes("a,1\n", "a,1\n"))
        #expect(try !passes("a,1\n", "a,2\n"))
        #expect(try !passes("1,1\n", "2,1\n"))
        #expect(try passes("a,1\n", "a,2\n", columns: ["t.markets": Tolerance(relative: 0, absolute: 1)]))
    }

    @Test func rowsAreFoundByTheirKey() throws {
        let table = ComparedTable("t", key: ["date", "name"])
        func compare(_ found: [String], _ golden: [String]) throws -> GoldenComparison {
            func file(_ rows: [String]) throws -> CSVFile { try csv((["date,name,x"] + rows).map { $0 + "\n" }.joined()) }
            return GoldenComparison(
                table, found: try file(found), golden: try file(golden), Tolerances(Tolerance(relative: 0, absolute: 0)))
        }
        let golden = ["d1,a,1", "d1,b,2", "d2,a,3", "d2,b,4"]
        let more = try compare(["d1,a,1", "d1,new,0", "d1,b,2", "d2,a,3", "d2,new,0", "d2,b,5"], golden)
        #expect(more.shape == "t.csv: 2 rows more than golden, first: date d1, name new")
        #expect(more.columns.map(\.failures) == [0, 0, 1])
        #expect(more.first == .init(table: "t", row: "date d2, name b", column: "x", found: "5", golden: "4"))
        let fewer = try compare(["d1,b,2", "d2,b,4", "d3,b,4"], golden)
        #expect(
            fewer.shape == "t.csv: 1 row more than golden, first: date d3, name b; 2 golden rows are missing, first: date d1, name a")
        #expect(
            try compare(["d1,b,2", "d1,a,1", "d2,a,3", "d2,b,4"], golden).shape
                == "t.csv: the rows are in another order than the golden ones")
        // The same key twice: the first is the first.
        let twice = try compare(["d0,c,0", "d1,a,1", "d1,a,2"], ["d1,a,1", "d1,a,3"])
        #expect(twice.columns[2].failures == 1 && twice.first?.found == "2" && twice.first?.golden == "3")
    }

    /// A golden file is anybody's: nothing of it reaches a terminal as it is.
    @Test func whatDiffersIsShownSafely() throws {
        let comparison = try compare("a\nx\n", "a\n\u{1B}[2J\n")
        #expect(comparison.first?.golden == "\u{FFFD}[2J")
        #expect(try compare("a\nx\n", "\u{1B}\nx\n").shape == "t.csv: the columns are a, golden \u{FFFD}")
    }

    @Test func junitNamesEveryColumn() throws {
        let text = JUnitReport.text(scenario: "x<y", [("t", try compare("a,b\n1,2\n", "a,b\n1,3\n"))])
        #expect(text.contains("<testsuite name=\"x&lt;y\" tests=\"3\" failures=\"1\" errors=\"0\">"))
        #expect(text.contains("<testcase classname=\"t\" name=\"a\"/>"))
        #expect(text.contains("1 cell differs, first: line 2: 2, golden 3"))
    }
}
