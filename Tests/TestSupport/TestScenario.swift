public import EnforcementModel
public import Foundation
public import ScenarioFormat
internal import Simulation

/// A folder that lives as long as the value.
public final class TemporaryFolder {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("weir-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of a file in the folder, holding `text`.
    @discardableResult
    public func file(_ name: String, _ text: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

/// Scenarios written in a test.
public enum TestScenario {
    /// The scenario that a JSON text holds.
    public static func read(_ json: String, overrides: [String] = []) throws -> Scenario {
        let folder = try TemporaryFolder()
        return try Scenario.read(folder.file("test.json", json), overrides: overrides.compactMap(Override.init))
    }

    /// One service `s` in one market `m` of a million people, from the first day of 2020.
    ///
    /// - Parameters:
    ///   - pair: keys of the pair, as JSON without braces.
    ///   - steps: the steps of one case, as JSON without braces.
    public static func onePair(days: Int, pair: String, steps: String = "", service: String = "", extra: String = "") throws -> Scenario {
        let end = CalendarDate(iso: "2020-01-01").map { $0.adding(days: days) }
        return try read(
            """
            {"format": 1, "start": "2020-01-01", "end": "\(end.map { "\($0)" } ?? "")",
             "services": {"s": {\(service)}},
             "markets": {"m": {"online_population": 1000000, "services": {"s": {\(pair)}}}}\(extra.isEmpty ? "" : ", " + extra),
             "enforcement": {"c": {"market": "m", "service": "s", "steps": {\(steps)}}}}
            """)
    }
}

/// Every whole day of a plain run.
public struct CollectedRun {
    /// By day and pair.
    public let days: [[PairMeasures]]
    /// By day and duty.
    public let storage: [[StorageRow]]
    public let events: [EnforcementEvent]
    public let cancelledSteps: [CancelledStep]
    public let summaries: [[String: Double?]]

    public init(_ scenario: Scenario) throws {
        var days: [[PairMeasures]] = []
        var storage: [[StorageRow]] = []
        let outcome = try ScenarioRun.run(scenario) { record, _ in
            days.append(record.pairs)
            storage.append(record.storage)
        }
        self.days = days
        self.storage = storage
        events = outcome.events
        cancelledSteps = outcome.cancelledSteps
        summaries = outcome.summaries.map { Dictionary(uniqueKeysWithValues: $0.measures.map { ($0.name, $0.value) }) }
    }
}

/// Whether two numbers agree to a share of the larger, or to an absolute difference.
public func agree(_ a: Double, _ b: Double, relative: Double = 1e-6, absolute: Double = 1e-9) -> Bool {
    abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}
