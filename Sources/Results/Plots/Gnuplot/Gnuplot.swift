internal import Glibc
internal import ScenarioFormat

/// gnuplot as a subprocess: a script goes in, a picture comes out, and no file is touched.
enum Gnuplot {
    /// Makes sure that gnuplot is there, before work is done that would be lost without it.
    static func require() throws(GnuplotFailure) { _ = try run(["--version"], script: "") }

    /// The picture that a script draws on standard output.
    static func picture(_ script: String) throws(GnuplotFailure) -> [UInt8] {
        // -d: without the files .gnuplot and gnuplotrc, which could change the picture.
        try run(["-d"], script: script)
    }

    private static func run(_ arguments: [String], script: String) throws(GnuplotFailure) -> [UInt8] {
        let outcome: ChildProcess.Outcome
        do throws(ChildProcess.Failure) {
            outcome = try ChildProcess.run(
                "gnuplot", arguments, environment: ["LC_ALL=C.UTF-8", "GNUTERM=unknown"], input: Array(script.utf8))
        } catch {
            if error.code == ENOENT { throw .missing }
            throw .cannotRun(reason: unsafe String(cString: strerror(error.code)).lowercased())
        }
        guard outcome.exitCode == 0, !outcome.output.isEmpty else { throw .failed(message: message(outcome)) }
        return outcome.output
    }

    /// What gnuplot says, on one line: it prints the command, a caret below it, and the message.
    private static func message(_ outcome: ChildProcess.Outcome) -> String {
        guard outcome.exitCode != nil else { return "a signal ended it" }
        let lines = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n")
        let said = lines.last { $0.contains("line ") } ?? lines.last
        return said.map { Quoting.printable($0.drop { $0 == " " }.prefix(200).description) } ?? "it gave no reason"
    }
}
