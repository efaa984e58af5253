import Foundation
import ScenarioFormat
import TestSupport
import Testing

@testable import Results

/// The lead scenario against the results kept in Tests/golden, which `make golden` refreshes.
@Suite struct GoldenTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Relative difference allowed: libm differs in last digits from one processor to another.
    private static let tolerance = 1e-9

    @Test(arguments: ["timeseries.csv", "totals.csv", "events.csv", "summary.csv", "observed.csv", "datapackage.json"])
    func blockIsAsItWas(_ file: String) throws {
        let scenario = try Scenario.read(
            Self.root.appendingPathComponent("scenarios/block.json").path, overrides: [try #require(Override("output_every=P1M"))])
        let folder = try TemporaryFolder()
        let target = folder.url.appendingPathComponent("block").path
        let observations = try scenario.observations.map { try Observation.read($0, for: scenario) }
        try RunResults.write(scenario, to: target, ResultsOptions(observations: observations))
        let found = try String(contentsOfFile: target + "/" + file, encoding: .utf8)
        let golden = try String(contentsOf: Self.root.appendingPathComponent("Tests/golden/block/" + file), encoding: .utf8)
        let (rows, goldenRows) = (found.split(separator: "\n"), golden.split(separator: "\n"))
        try #require(rows.count == goldenRows.count)
        for (number, (row, goldenRow)) in zip(rows, goldenRows).enumerated() where row != goldenRow {
            let (cells, goldenCells) = (
                row.split(separator: ",", omittingEmptySubsequences: false),
                goldenRow.split(separator: ",", omittingEmptySubsequences: false)
            )
            try #require(cells.count == goldenCells.count)
            for (cell, goldenCell) in zip(cells, goldenCells) where cell != goldenCell {
                let numbers = [Double(cell), Double(goldenCell)].compactMap { $0 }
                #expect(
                    numbers.count == 2 && agree(numbers[0], numbers[1], relative: Self.tolerance, absolute: 1e-6),
                    "\(file), line \(number + 1): \(cell), golden \(goldenCell)")
            }
        }
    }
}
