/// What completes command lines in zsh.
enum ZshCompletion {
    static var text: String {
        """
        #compdef simulate
        # Completes `simulate` in zsh; made by `simulate --completions zsh`.

        _simulate_begin() {
            local -a commands=(
        \(Verb.allCases.filter { $0 != .run }.map { "        " + Shell.zsh.quoted("\($0.rawValue):\($0.help)") }.joined(separator: "\n"))
            )
            _alternative 'commands:command:{ _describe -t commands command commands }' 'scenarios:scenario:_files -g "*.json"'
        }

        _simulate() {
            local verb=\(Verb.run.rawValue) i
            for (( i = 2; i < CURRENT; i++ )); do
                case $words[i] in
                    \(Flag.valued.joined(separator: "|"))) (( i++ )) ;;
                    -*) ;;
                    \(Verb.words.joined(separator: "|")))
                        verb=$words[i]
                        words[i]=()
                        (( CURRENT-- ))
                        break ;;
                    *) break ;;
                esac
            done
            case $verb in
        \(Verb.allCases.map(arguments).joined(separator: "\n"))
            esac
        }

        _simulate "$@"

        """
    }

    private static func arguments(_ verb: Verb) -> String {
        let general = Flag.all.filter { $0.verbs.isEmpty && (verb == .run || $0.name == .help) }
        let operand = verb == .run ? ["'1: :_simulate_begin'"] : verb.operand.map { ["'*:\($0.message):\(action($0))'"] } ?? []
        let lines = (Flag.all(of: verb) + general).map(option) + operand
        return "        \(verb.rawValue)) _arguments -s \\\n" + lines.map { "            " + $0 }.joined(separator: " \\\n") + " ;;"
    }

    /// A flag as `_arguments` wants it; one with a value may stand there several times.
    private static func option(_ flag: Flag) -> String {
        let help = flag.help.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        guard let placeholder = flag.placeholder else {
            let names = flag.names
            return (names.count > 1 ? "'(\(names.joined(separator: " ")))'{\(names.joined(separator: ","))}" : flag.long)
                + Shell.zsh.quoted("[\(help)]")
        }
        let forms = flag.names.map { $0.hasPrefix("--") ? $0 + "=" : $0 + "+" }
        return "'*'" + (forms.count > 1 ? "{\(forms.joined(separator: ","))}" : forms[0])
            + Shell.zsh.quoted("[\(help)]:\(flag.value ?? ""):\(action(placeholder))")
    }

    private static func action(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .scenario: "_files -g \"*.json\""
        case .folder: "_files -/"
        case .file: "_files"
        case .words(let words): "(\(words.joined(separator: " ")))"
        case .free: ""
        }
    }
}

extension Placeholder {
    /// What zsh calls it.
    fileprivate var message: String {
        switch self {
        case .scenario: "scenario"
        case .folder: "folder"
        case .file: "file"
        case .words, .free: "value"
        }
    }
}
