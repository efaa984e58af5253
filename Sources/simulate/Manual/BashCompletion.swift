/// What completes command lines in bash 4 or later; nothing of the package bash-completion is needed.
enum BashCompletion {
    static var text: String {
        """
        # Completes `simulate` in bash; made by `simulate --completions bash`.

        # $1: the word so far, $2: the pattern of files left out, where files are wanted.
        _simulate_files() {
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$1"; [[ $2 ]] && compgen -f -X "$2" -- "$1")
        }

        _simulate() {
            local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb= words= i
            # `--name=value` comes as three words.
            if [[ $current == = ]]; then
                current=
            elif [[ $previous == = ]]; then
                previous=${COMP_WORDS[COMP_CWORD - 2]}
            fi
            for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                    \(Flag.valued.joined(separator: "|")))
                        [[ ${COMP_WORDS[i + 1]} == = ]] && ((i++))
                        ((i++)) ;;
                    -*) ;;
                    \(Verb.words.joined(separator: "|"))) verb=${COMP_WORDS[i]}; break ;;
                    *) verb=\(Verb.run.rawValue); break ;;
                esac
            done
            case "${verb:-\(Verb.run.rawValue)} $previous" in
        \(values.joined(separator: "\n"))
            esac
            if [[ $current == -* ]]; then
                case ${verb:-\(Verb.run.rawValue)} in
        \(Verb.allCases.map { "            \($0.rawValue)) words='\(options($0).joined(separator: " "))' ;;" }.joined(separator: "\n"))
                esac
            else
                case $verb in
                    '') words='\(Verb.words.joined(separator: " "))'; \(files(.scenario)) ;;
        \(Verb.allCases.compactMap(operand).joined(separator: "\n"))
                esac
            fi
            mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "$words" -- "$current")
        }

        complete -F _simulate simulate

        """
    }

    /// Cases that complete the values of options.
    private static var values: [String] {
        Flag.all.compactMap { flag in
            guard let placeholder = flag.placeholder else { return nil }
            let verbs = flag.verbs.isEmpty ? ["*"] : flag.verbs.map(\.rawValue)
            let patterns = verbs.flatMap { verb in flag.names.map { verb + "\\ " + $0 } }
            return "        \(patterns.joined(separator: "|"))) \(value(placeholder))return ;;"
        }
    }

    private static func value(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .scenario, .folder, .file: files(placeholder) + "; "
        case .words(let words): "mapfile -t COMPREPLY < <(compgen -W '\(words.joined(separator: " "))' -- \"$current\"); "
        case .free: ""
        }
    }

    private static func options(_ verb: Verb) -> [String] {
        (Flag.all(of: verb) + (verb == .run ? Flag.all.filter(\.verbs.isEmpty) : [])).map(\.long) + (verb == .run ? [] : ["--help"])
    }

    private static func operand(_ verb: Verb) -> String? {
        guard verb != .run, let placeholder = verb.operand, placeholder != .free else { return nil }
        return "            \(verb.rawValue)) \(files(placeholder)) ;;"
    }

    private static func files(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .scenario: "_simulate_files \"$current\" '!*.json'"
        case .folder: "_simulate_files \"$current\""
        default: "_simulate_files \"$current\" '!*'"
        }
    }
}
