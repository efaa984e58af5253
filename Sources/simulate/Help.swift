internal import Numerics
internal import Results

/// What `--help` and `--version` print.
enum Help {
    static var text: String {
        """
        simulate: what blocking or complying does to the number of a messenger's users

        Usage:
        \(verbs)
          simulate --help | --version

        SCENARIO is a JSON file (its name ends in .json or holds a /), or - for standard
        input. The results go to results/NAME, NAME being the file's without .json, and
        replace those of the run before as a whole, or not at all.

        Options:
        \(options)

        Exit codes:
          0   done                       66  no such file
          1   `check` found a difference 70  the equations could not be solved
          64  a wrong command line       73  the results folder can't be created
          65  a faulty file              74  reading, writing or gnuplot failed

        Try:
          simulate scenarios/block.json
          simulate scenarios/block.json --set end=2019-01-01 -o results/until-2019
          simulate compare scenarios/refuse-and-register.json scenarios/comply.json
          simulate report results/block

        """
    }

    static var version: String { "simulate \(programVersion) (GSL \(gslVersion))\n" }

    private static var verbs: String {
        Verb.allCases.map { verb in
            let form = "  simulate " + verb.form
            let gap = form.count < 42 ? String(repeating: " ", count: 42 - form.count) : "\n" + String(repeating: " ", count: 42)
            return form + gap + wrapped(verb.help, width: 44, indent: 42)
        }.joined(separator: "\n")
    }

    private static var options: String {
        Flag.all.map { flag in
            let short = flag.short.map { "-\($0), " } ?? "    "
            let form = "  " + short + flag.long + (flag.value.map { " " + $0 } ?? "")
            let gap = form.count < 28 ? String(repeating: " ", count: 28 - form.count) : "\n" + String(repeating: " ", count: 28)
            return form + gap + wrapped(flag.help, width: 52, indent: 28)
        }.joined(separator: "\n")
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
