import Testing

@testable import Results

@Suite struct GnuplotTextTests {
    @Test(arguments: [
        ("plain", "'plain'"), ("it's", "'it'.quote.'s'"), ("''", "''.quote.''.quote.''"),
        ("a\nb\rc\u{1B}[31m", "'a\u{FFFD}b\u{FFFD}c\u{FFFD}[31m'"), ("`date` @x \\", "'`date` @x \\'"),
        ("\u{FFFE}\u{1FFFF}\u{202E}", "'\u{FFFD}\u{FFFD}\u{FFFD}'"),
    ])
    func textsStandBetweenSingleQuotes(_ text: String, _ quoted: String) {
        #expect(GnuplotText.quoted(text) == quoted)
    }

    /// gnuplot itself prints the text as it is, and does nothing that the text says.
    @Test(arguments: [
        "'; print 'oops' `echo oops` @quote %s {/Bold x} \\n \"", "''", "'", "\"'@quote", "@quote", "`echo oops`", "'`echo oops`'", "\\'",
        "\\", "# x", "a, b; c", "$data1 << END", "'\"`echo oops`\"'", "\"", "!echo oops",
    ])
    func gnuplotExpandsNothing(_ hostile: String) throws {
        let outcome = try ChildProcess.run(
            "gnuplot", ["-d"], environment: [],
            input: Array("\(GnuplotText.definitions)set print '-'\nprint \(GnuplotText.quoted(hostile))\n".utf8))
        #expect(outcome.exitCode == 0 && String(decoding: outcome.output, as: UTF8.self) == hostile + "\n")
    }

    @Test func aBrokenScriptIsAFailureWithItsReason() {
        #expect {
            _ = try Gnuplot.picture("set terminal nonsense\n")
        } throws: {
            "\($0)".contains("unknown or ambiguous terminal") && "\($0)".contains("gnuplot-nox")
        }
    }
}
