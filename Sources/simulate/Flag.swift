/// What the first word of a command line asks for.
enum Verb: String, CaseIterable {
    case validate
    /// Runs a scenario; the verb that has no word.
    case run

    /// The verbs that are typed.
    static var words: [String] { [Verb.validate.rawValue] }
}

/// An option of the command line. One table makes the parser and the help.
struct Flag {
    enum Name: String, CaseIterable {
        case output, set, data, dialect, quiet, help, version
    }
    let name: Name
    /// Its one-letter form.
    let short: Character?
    /// What its value is called; nil where it takes none.
    let value: String?
    /// The verbs it goes with; empty for any.
    let verbs: [Verb]
    let help: String

    var long: String { "--" + name.rawValue }

    static let all = [
        Flag(name: .output, short: "o", value: "DIR", verbs: [.run], help: "write the results to DIR instead of results/NAME"),
        Flag(
            name: .set, short: nil, value: "PATH=VALUE", verbs: [.run, .validate],
            help: "set a key of the scenario, such as solver.method=rkf45; null removes it; may be repeated"),
        Flag(
            name: .data, short: nil, value: "OBSERVATIONS", verbs: [.run],
            help: "compare with the observations in this CSV file, written to observed.csv"),
        Flag(
            name: .dialect, short: nil, value: "NAME", verbs: [.run],
            help: "write CSV as standard (the default), excel, or excel-semicolon with decimal commas"),
        Flag(name: .quiet, short: "q", value: nil, verbs: [.run], help: "print nothing but errors"),
        Flag(name: .help, short: "h", value: nil, verbs: [], help: "print this help"),
        Flag(name: .version, short: nil, value: nil, verbs: [], help: "print the version and that of GSL"),
    ]
}
