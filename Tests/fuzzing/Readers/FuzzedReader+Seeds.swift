import Foundation
import Results
import ScenarioFormat
import Simulation

extension FuzzedReader {
    /// Files to begin with, from what is in the repository, in an order that is always the same.
    public func seeds(repository: String) async throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: repository)
        func files(_ name: String, _ ending: String) throws -> [[UInt8]] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)
            return try names.filter { $0.hasSuffix(ending) }.sorted().map {
                try Array(Data(contentsOf: folder.appendingPathComponent(name).appendingPathComponent($0)))
            }
        }
        let scenarios = try files("Tests/bad-inputs", ".json") + files("scenarios", ".json") + files("scenarios/base", ".json")
        switch self {
        case .json: return scenarios
        case .scenario: return try scenarios + Self.short(folder.appendingPathComponent("scenarios"))
        case .observations: return try files("scenarios/data", ".csv") + files("Tests/bad-inputs", ".csv")
        case .golden: return try files("Tests/golden/block", ".csv").map { Array($0.prefix(3000)) } + Self.tolerances
        case .state: return try await [Self.state(Self.short(folder.appendingPathComponent("scenarios"))[0])]
        }
    }

    /// The scenarios of the library whole, over so few days that they are solved in a moment.
    private static func short(_ folder: URL) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
        return try names.map { name in
            let path = folder.appendingPathComponent(name).path
            let scenario = try Scenario.read(path)
            let end = Override("end=\(scenario.start.adding(days: 20))"), plain = Override("observations=null")
            let changes = [end, scenario.observations == nil ? nil : plain].compactMap(\.self)
            return try Scenario.read(path, overrides: changes).resolved.pretty
        }
    }

    private static let tolerances = [#"{"summary.value": {"atol": 5, "rtol": 1e-9}, "timeseries.active_users": {"atol": 50}}"#].map {
        Array($0.utf8)
    }

    /// What a whole ensemble of nine members keeps, without its checksum.
    private static func state(_ scenario: [UInt8]) async throws -> [UInt8] {
        let scenario = try Scenario.read(resolved: String(decoding: scenario, as: UTF8.self), name: "fuzz")
        guard let run = EnsembleRun(scenario, EnsembleSettings(members: 9, seed: 1, design: .random)) else {
            throw BrokenPromise("nine members are too many")
        }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("weir-seed-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var folder = EnsembleFolder(Destination(path))
        try folder.open(run, resumes: false)
        let state = run.emptyState(0..<9)
        var rows: [MemberRow] = []
        try await run.run(state, jobs: 1) { rows += $1 }
        try folder.add(run, rows)
        try folder.save(run, state)
        return try Array(Data(contentsOf: URL(fileURLWithPath: path + "/state")).dropLast(8))
    }
}
