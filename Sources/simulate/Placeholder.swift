/// What a word in capitals stands for in the table of verbs and flags, so that a shell knows what completes it.
enum Placeholder: Equatable {
    case scenario, folder, file
    /// One of a few words.
    case words([String])
    /// Nothing that a shell could know.
    case free

    /// - Parameter word: as the table has it, `SCENARIO…` or `DIR`.
    init(_ word: some StringProtocol) {
        switch String(word.filter(\.isLetter)) {
        case "SCENARIO", "A", "B": self = .scenario
        case "DIR", "RESULTS", "SHARD": self = .folder
        case "FILE", "PLACE", "OBSERVATIONS": self = .file
        default: self = .free
        }
    }
}

extension Verb {
    /// What its operands are; nil where it has none.
    var operand: Placeholder? {
        let words = form.split(separator: " ").drop { $0 == rawValue }
        guard let first = words.first, first.first?.isUppercase == true else { return nil }
        return Placeholder(first)
    }
}

extension Flag {
    /// What its value is; nil where it takes none.
    var placeholder: Placeholder? { value.map { choices.isEmpty ? Placeholder($0) : .words(choices) } }
}
