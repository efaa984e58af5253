/// What completes command lines in fish.
enum FishCompletion {
    static var text: String {
        """
        # Completes `simulate` in fish; made by `simulate --completions fish`.

        function __simulate_verb
            for word in (commandline --current-process --tokenize --cut-at-cursor)[2..]
                if contains -- $word \(Verb.words.joined(separator: " "))
                    echo $word
                    return
                end
            end
            echo \(Verb.run.rawValue)
        end

        function __simulate_is
            contains -- (__simulate_verb) $argv
        end

        complete -c simulate -f
        \(Verb.allCases.filter { $0 != .run }.map(verb).joined(separator: "\n"))
        \(Verb.allCases.compactMap(operand).joined(separator: "\n"))
        \(Flag.all.map(option).joined(separator: "\n"))

        """
    }

    private static func verb(_ verb: Verb) -> String {
        "complete -c simulate -n '__simulate_is \(Verb.run.rawValue)' -a \(verb.rawValue) -d \(Shell.fish.quoted(verb.help))"
    }

    private static func operand(_ verb: Verb) -> String? {
        guard let placeholder = verb.operand, placeholder != .free else { return nil }
        return "complete -c simulate -n '__simulate_is \(verb.rawValue)'\(value(placeholder))"
    }

    private static func option(_ flag: Flag) -> String {
        let condition = flag.verbs.isEmpty ? "" : " -n '__simulate_is \(flag.verbs.map(\.rawValue).joined(separator: " "))'"
        let short = flag.short.map { " -s \($0)" } ?? ""
        let placeholder = flag.placeholder.map { ($0 == .file ? " -r" : " -x") + value($0) } ?? ""
        return "complete -c simulate\(condition)\(short) -l \(flag.name.rawValue)\(placeholder) -d \(Shell.fish.quoted(flag.help))"
    }

    private static func value(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .scenario: " -k -a '(__fish_complete_suffix .json)'"
        case .folder: " -a '(__fish_complete_directories)'"
        case .file: " -F"
        case .words(let words): " -a '\(words.joined(separator: " "))'"
        case .free: ""
        }
    }
}
