import Foundation
import Testing

@testable import Results

@Suite struct ChildProcessTests {
    /// More than any pipe holds, in both directions: neither side may wait for the other.
    @Test func carriesMegabytesThroughAProgram() throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let outcome = try ChildProcess.run("cat", [], environment: [], input: bytes)
        #expect(outcome.exitCode == 0 && outcome.output == bytes && outcome.errors.isEmpty)
    }

    @Test func aProgramThatDoesNotReadIsNoFailure() throws {
        let outcome = try ChildProcess.run("true", [], environment: [], input: [UInt8](repeating: 0, count: 1 << 20))
        #expect(outcome.exitCode == 0 && outcome.output.isEmpty)
    }

    @Test func argumentsAndVariablesAreWordsForNoShell() throws {
        let hostile = "$(echo oops) `x` 'y' \"z\" \\ ;"
        let echoed = try ChildProcess.run("printf", ["%s", hostile], environment: [], input: [])
        #expect(String(decoding: echoed.output, as: UTF8.self) == hostile)
        let variables = try ChildProcess.run("env", [], environment: ["LC_ALL=C.UTF-8", "WEIR_TEST=\(hostile)"], input: [])
        let lines = String(decoding: variables.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.contains("WEIR_TEST=\(hostile)") && lines.filter { $0.hasPrefix("LC_ALL=") } == ["LC_ALL=C.UTF-8"])
    }

    @Test func theWayItEnds() throws {
        let failing = try ChildProcess.run("sh", ["-c", "echo why >&2; exit 3"], environment: [], input: [])
        #expect(failing.exitCode == 3 && failing.errors == Array("why\n".utf8))
        let killed = try ChildProcess.run("sh", ["-c", "kill -9 $$"], environment: [], input: [])
        #expect(killed.exitCode == nil)
    }

    @Test func aProgramThatIsNotThere() {
        #expect {
            try ChildProcess.run("weir-has-no-such-program", [], environment: [], input: [])
        } throws: {
            ($0 as? ChildProcess.Failure)?.code == ENOENT
        }
    }
}
