internal import CCommit
internal import Numerics
internal import Results

/// What `--help` and `--version` print.
enum Help {
    static var text: String {
        """
        \(summary)

        Usage:
        \(verbs)
          simulate COMMAND --help | --version | --man | --completions SHELL

        \(operands)

        \(groups.map { "\($0.title):\n" + $0.flags.map { option($0, listedUnder: $0.verbs.first) }.joined(separator: "\n") }
            .joined(separator: "\n\n"))

        Exit codes:
        \(exitCodes)

        Try:
        \(examples.map { "  \($0)\n" }.joined())
        """
    }

    /// The help of one verb.
    static func text(_ verb: Verb) -> String {
        """
        \(wrapped(verb == .run ? "simulate SCENARIO: \(verb.help)" : "simulate \(verb.rawValue): \(verb.help)", width: 80, indent: 2))

        Usage:
          simulate \(verb.form)

        Options:
        \((Flag.all(of: verb) + Flag.all.filter { $0.name == .help }).map { option($0, listedUnder: nil) }.joined(separator: "\n"))

        `simulate --help` lists all commands and the exit codes.

        """
    }

    static var version: String {
        let commit = unsafe weir_commit().map { unsafe String(cString: $0) }
        return "simulate \(programVersion) (\(commit.map { "commit " + $0 } ?? "commit not recorded"), GSL \(gslVersion))\n"
    }

    // MARK: what the man page says too

    static let summary = "simulate: what blocking or complying does to the number of a messenger's users"

    static let operands = """
        SCENARIO is a JSON file (its name ends in .json or holds a /), or - for standard
        input. The results go to results/NAME, NAME being the file's without .json, and
        replace those of the run before as a whole, or not at all.
        """

    static let examples = [
        "simulate scenarios/block.json",
        "simulate scenarios/block.json --set end=2019-01-01 -o results/until-2019",
        "simulate compare scenarios/refuse-and-register.json scenarios/comply.json",
        "simulate report results/block",
    ]

    /// All options, each under the verb that it goes with first; last those that go with any.
    static var groups: [(title: String, flags: [Flag])] {
        Verb.allCases.map { verb in
            (verb == .run ? "Options of a run" : "Options of `\(verb.rawValue)`", Flag.all.filter { $0.verbs.first == verb })
        }.filter { !$0.1.isEmpty } + [("Other options", Flag.all.filter(\.verbs.isEmpty))]
    }

    /// What an option does, and with what other verbs than the one it is listed under.
    static func help(_ flag: Flag, listedUnder verb: Verb?) -> String {
        let others = flag.verbs.filter { $0 != verb }.map { $0 == .run ? "a run" : "`\($0.rawValue)`" }
        guard verb != nil, let last = others.last else { return flag.help }
        return flag.help + "; with " + (others.count > 1 ? others.dropLast().joined(separator: ", ") + " and " : "") + last + " too"
    }

    // MARK: layout

    private static var exitCodes: String {
        (ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) } + [("130, 143", "stopped by a signal")]).map { code, meaning in
            "  " + code + String(repeating: " ", count: 10 - code.count) + meaning
        }.joined(separator: "\n")
    }

    private static var verbs: String { Verb.allCases.map { aligned("  simulate " + $0.form, $0.help, column: 42) }.joined(separator: "\n") }

    private static func option(_ flag: Flag, listedUnder verb: Verb?) -> String {
        let short = flag.short.map { "-\($0), " } ?? "    "
        return aligned("  " + short + flag.long + (flag.value.map { " " + $0 } ?? ""), help(flag, listedUnder: verb), column: 28)
    }

    /// A form and, from a column on, what it does; on the next line where the form is too long.
    private static func aligned(_ form: String, _ help: String, column: Int) -> String {
        let gap = form.count < column ? String(repeating: " ", count: column - form.count) : "\n" + String(repeating: " ", count: column)
        return form + gap + wrapped(help, width: 84 - column, indent: column)
    }

    private static func wrapped(_ text: String, width: Int, indent: Int) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if !last.isEmpty, last.count + 1 + word.count > width {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}
