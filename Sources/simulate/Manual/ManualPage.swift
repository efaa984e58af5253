internal import Results

/// The man page `simulate.1`, in the language of man(7).
enum ManualPage {
    static var text: String {
        """
        .TH SIMULATE 1 "" "Weir \(programVersion)" "User Commands"
        .SH NAME
        simulate \\- \(marked(String(Help.summary.dropFirst("simulate: ".count))))
        .SH SYNOPSIS
        \(synopsis)
        .SH DESCRIPTION
        \(marked(Help.operands))
        .PP
        A scenario says who uses a messenger in which markets, and what states and the messenger do.
        The results are CSV files, each column of which datapackage.json describes.
        .SH COMMANDS
        \(Verb.allCases.map { entry("simulate " + $0.form, $0.help) }.joined(separator: "\n"))
        .SH OPTIONS
        \(Help.groups.map(section).joined(separator: "\n"))
        .SH EXIT STATUS
        \(ExitCode.allCases.map { entry("\($0.rawValue)", $0.meaning) }.joined(separator: "\n"))
        \(entry("130, 143", "stopped by a signal"))
        .SH EXAMPLES
        .EX
        \(Help.examples.map(escaped).joined(separator: "\n"))
        .EE
        .SH SEE ALSO
        .BR rsvg-convert (1),
        .BR sbatch (1)

        """
    }

    private static var synopsis: String {
        (Verb.allCases.map(\.form) + ["--help | --version | --man | --completions SHELL"])
            .map { ".B simulate\n\(escaped($0))" }.joined(separator: "\n.br\n")
    }

    private static func section(_ group: (title: String, flags: [Flag])) -> String {
        let entries = group.flags.map { flag in
            entry(flag.names.joined(separator: ", ") + (flag.value.map { " " + $0 } ?? ""), Help.help(flag, listedUnder: flag.verbs.first))
        }
        return ".SS \(marked(group.title))\n" + entries.joined(separator: "\n")
    }

    private static func entry(_ form: String, _ help: String) -> String { ".TP\n.B \(escaped(form))\n\(marked(help))" }

    /// Text with what stands between backticks in bold.
    private static func marked(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part in
            place.isMultiple(of: 2) ? escaped(String(part)) : "\\fB" + escaped(String(part)) + "\\fR"
        }.joined()
    }

    /// Text in which roff sees no command, in characters that every terminal has; a hyphen stays one that can be copied.
    private static func escaped(_ text: String) -> String {
        let plain = text.map { $0 == "\\" ? "\\e" : $0 == "-" ? "\\-" : $0 == "…" ? "..." : String($0) }.joined()
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
