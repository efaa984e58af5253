import Foundation
import FuzzedReaders
import Testing

/// The quick form of `make fuzz`: what that has found, and files of the repository changed at random, always in the same ways.
@Suite struct FuzzTests {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        .standardized
        .path

    /// How many mutants a reader is given.
    private static func mutants(_ reader: FuzzedReader) -> Int { reader == .json || reader == .observations ? 500 : 40 }

    @Test(arguments: FuzzedReader.allCases) func finds(_ reader: FuzzedReader) async throws {
        let folder = URL(fileURLWithPath: Self.repository + "/Tests/fuzzing/finds/" + reader.rawValue)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] {
            let bytes = try Array(Data(contentsOf: folder.appendingPathComponent(name)))
            await #expect(throws: Never.self, "\(reader): \(name)") { try await reader.take(bytes) }
        }
    }

    @Test(arguments: FuzzedReader.allCases) func mutants(_ reader: FuzzedReader) async throws {
        let seeds = try await reader.seeds(repository: Self.repository)
        for seed in seeds { await #expect(throws: Never.self, "\(reader)") { try await reader.take(seed) } }
        var mutator = Mutator(seed: 1)
        for number in 0..<Self.mutants(reader) {
            let mutant = mutator.mutant(of: seeds)
            await #expect(throws: Never.self, "\(reader): mutant \(number)") { try await reader.take(mutant) }
        }
    }
}
