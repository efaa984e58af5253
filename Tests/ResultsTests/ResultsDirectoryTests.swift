import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct ResultsDirectoryTests {
    private let folder: TemporaryFolder
    private var target: String { folder.url.appendingPathComponent("deep/results").path }

    init() throws { folder = try TemporaryFolder() }

    private func publish(_ files: [String: String]) throws {
        let directory = try ResultsDirectory(target)
        for (name, text) in files { try directory.file(name).write(Array(text.utf8)) }
        try directory.publish()
    }

    private func contents() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: target)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try String(contentsOfFile: target + "/" + $0, encoding: .utf8)) })
    }

    /// What lies beside the results; staging folders among it.
    private func neighbours() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: (target as NSString).deletingLastPathComponent)
    }

    @Test func replacesTheRunBeforeAsAWhole() throws {
        try publish(["timeseries.csv": "1", "retention.csv": "1"])
        try publish(["timeseries.csv": "2", "run.json": "2"])
        #expect(try contents() == ["timeseries.csv": "2", "run.json": "2"])
        #expect(try neighbours() == ["results"])
    }

    @Test func whatIsNotPublishedLeavesNoTrace() throws {
        try publish(["run.json": "1"])
        do {
            let directory = try ResultsDirectory(target)
            try directory.file("run.json").write(Array("2".utf8))
        }
        #expect(try contents() == ["run.json": "1"])
        #expect(try neighbours() == ["results"])
    }

    @Test func refusesAFolderWithSomeonesWork() throws {
        try publish(["run.json": "1"])
        try Data("mine".utf8).write(to: URL(fileURLWithPath: target + "/notes.txt"))
        #expect(throws: ResultsFailure.foreign(path: target, entry: "notes.txt")) { try publish(["run.json": "2"]) }
        #expect(try contents() == ["run.json": "1", "notes.txt": "mine"])
    }

    @Test func refusesAFileInItsPlace() throws {
        try folder.file("deep/results", "mine")
        #expect(throws: ResultsFailure.self) { try publish(["run.json": "2"]) }
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine")
    }

    @Test func removesWhatAKilledRunLeft() throws {
        let leftover = folder.url.appendingPathComponent("deep/.results.weir-abc123/timeseries.csv")
        try FileManager.default.createDirectory(at: leftover.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("half".utf8).write(to: leftover)
        try publish(["run.json": "1"])
        #expect(try neighbours() == ["results"])
    }

    @Test func leavesTheFolderOfARunUnderWayAlone() throws {
        let underWay = try ResultsDirectory(target)
        try underWay.file("run.json").write(Array("slow".utf8))
        try publish(["run.json": "quick"])
        #expect(try contents() == ["run.json": "quick"])
        try underWay.publish()
        #expect(try contents() == ["run.json": "slow"])
        #expect(try neighbours() == ["results"])
    }
}
