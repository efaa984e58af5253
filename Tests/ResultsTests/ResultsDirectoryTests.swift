import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct ResultsDirectoryTests {
    private let folder: TemporaryFolder
    private var target: String { folder.url.appendingPathComponent("deep/results").path }

    init() throws { folder = try TemporaryFolder() }

    private func publish(_ files: [String: String], movesAside: Bool = false) throws {
        let directory = try ResultsDirectory(Destination(target, movesAside: movesAside))
        for (name, text) in files.sorted(by: { $0.key < $1.key }) { try directory.file(name).write(Array(text.utf8)) }
        try directory.publish()
    }

    /// The files of a folder but for the manifest.
    private func contents(_ path: String? = nil) throws -> [String: String] {
        let path = path ?? target
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != Manifest.fileName }
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try String(contentsOfFile: path + "/" + $0, encoding: .utf8)) })
    }

    /// What lies beside the results; drafts among it.
    private func neighbours() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: (target as NSString).deletingLastPathComponent).sorted()
    }

    private func strangers(_ names: String...) -> ResultsFailure {
        .foreign(path: target, strangers: names.map { Stranger(name: $0, isChanged: false) })
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
            let directory = try ResultsDirectory(Destination(target))
            try directory.file("run.json").write(Array("2".utf8))
        }
        #expect(try contents() == ["run.json": "1"])
        #expect(try neighbours() == ["results"])
    }

    @Test func refusesAFolderWithSomeonesWork() throws {
        try publish(["run.json": "1"])
        try Data("mine".utf8).write(to: URL(fileURLWithPath: target + "/notes.txt"))
        #expect(throws: strangers("notes.txt")) { try publish(["run.json": "2"]) }
        #expect(try contents() == ["run.json": "1", "notes.txt": "mine"])
    }

    @Test func refusesAFolderWithoutAManifest() throws {
        try folder.file("deep/results/summary.csv", "mine")
        #expect(throws: strangers("summary.csv")) { try publish(["summary.csv": "2"]) }
        #expect(try contents() == ["summary.csv": "mine"])
    }

    @Test func aManifestThatSomebodyChangedProvesNothing() throws {
        try publish(["run.json": "1"])
        let path = target + "/" + Manifest.fileName
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("run.json", with: "sun.json").utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: strangers(Manifest.fileName, "run.json")) { try publish(["run.json": "2"]) }
    }

    @Test func movesAsideWhereThatIsAskedFor() throws {
        try folder.file("deep/results/summary.csv", "mine")
        try publish(["summary.csv": "2"], movesAside: true)
        try publish(["summary.csv": "3"], movesAside: true)
        #expect(try neighbours() == ["results", "results.1", "results.2"])
        #expect(try contents(target + ".1") == ["summary.csv": "mine"])
        #expect(try contents(target + ".2") == ["summary.csv": "2"])
        #expect(try contents() == ["summary.csv": "3"])
    }

    @Test func refusesAFileInItsPlace() throws {
        try folder.file("deep/results", "mine")
        #expect(throws: ResultsFailure.self) { try publish(["run.json": "2"]) }
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine")
    }

    @Test func keepsWhatComesWhileTheRunIsUnderWay() throws {
        try publish(["run.json": "1"])
        let directory = try ResultsDirectory(Destination(target))
        try directory.file("run.json").write(Array("2".utf8))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: target + "/notes.txt"))
        try directory.publish()
        #expect(try contents() == ["run.json": "2"])
        #expect(try contents(target + ".1") == ["run.json": "1", "notes.txt": "mine"])
    }

    @Test func removesWhatAKilledRunDrafted() throws {
        let leftover = "deep/.results.weir-0123456789abc"
        try folder.file(leftover + "/journal", "weir draft 1: folder for results\n0\ntimeseries.csv\n")
        let new = folder.url.appendingPathComponent(leftover + "/new")
        try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
        let inode = try #require(FileManager.default.attributesOfItem(atPath: new.path)[.systemFileNumber] as? UInt64)
        try folder.file(leftover + "/journal", "weir draft 1: folder for results\n\(inode)\ntimeseries.csv\n")
        try folder.file(leftover + "/new/timeseries.csv", "half")
        try publish(["run.json": "1"])
        #expect(try neighbours() == ["results"])
    }

    @Test func keepsWhatSomebodyPutIntoADraft() throws {
        let leftover = "deep/.results.weir-0123456789abc"
        try folder.file(leftover + "/journal", "weir draft 1: folder for results\n1\ntimeseries.csv\n")
        try folder.file(leftover + "/new/timeseries.csv", "mine")
        try publish(["run.json": "1"])
        #expect(try neighbours() == ["results", "results.1"])
        #expect(try contents(target + ".1") == ["timeseries.csv": "mine"])
    }

    @Test func putsBackWhatAKilledRunHadSetAside() throws {
        let leftover = "deep/.results.weir-0123456789abc"
        try folder.file(leftover + "/journal", "weir draft 1: folder for results\n1\n")
        try folder.file(leftover + "/old/timeseries.csv", "mine")
        #expect(throws: ResultsFailure.self) {
            _ = try Draft(.folder, for: target) { _ in }
            try publish(["run.json": "1"])
        }
        #expect(try contents() == ["timeseries.csv": "mine"])
    }

    @Test func leavesTheFolderOfARunUnderWayAlone() throws {
        let underWay = try ResultsDirectory(Destination(target))
        try underWay.file("run.json").write(Array("slow".utf8))
        try publish(["run.json": "quick"])
        #expect(try contents() == ["run.json": "quick"])
        try underWay.publish()
        #expect(try contents() == ["run.json": "slow"])
    }
}
