/// What the first word of a command line asks for.
enum Verb: String, CaseIterable {
    case validate, check, compare, export
    /// Runs a scenario; the verb that has no word.
    case run

    /// The verbs that are typed.
    static var words: [String] { allCases.filter { $0 != .run }.map(\.rawValue) }
}

/// An option of the command line. One table makes the parser and the help.
struct Flag {
    enum Name: String, CaseIterable {
        case output, set, vary, data, dialect, golden, rtol, atol, update, junit, xlsx, notebook, quiet, help, version
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
        Flag(name: .output, short: "o", value: "DIR", verbs: [.run, .compare, .export], help: "write to DIR instead of results/NAME"),
        Flag(
            name: .set, short: nil, value: "PATH=VALUE", verbs: [.run, .validate, .check, .compare],
            help: "set a key of the scenario, such as solver.method=rkf45; null removes it; may be repeated"),
        Flag(
            name: .vary, short: nil, value: "PATH=FROM:TO:STEP", verbs: [.run],
            help: "run once for each value and write one table of the summary measures; repeated, every combination"),
        Flag(
            name: .data, short: nil, value: "OBSERVATIONS", verbs: [.run],
            help: "compare with the observations in this CSV file, written to observed.csv"),
        Flag(
            name: .dialect, short: nil, value: "NAME", verbs: [.run],
            help: "write CSV as standard (the default), excel, or excel-semicolon with decimal commas"),
        Flag(name: .golden, short: nil, value: "DIR", verbs: [.check], help: "the folder of golden results to compare with"),
        Flag(name: .rtol, short: nil, value: "NUMBER", verbs: [.check], help: "relative difference allowed (1e-6)"),
        Flag(name: .atol, short: nil, value: "NUMBER", verbs: [.check], help: "absolute difference allowed, in the column's unit (1)"),
        Flag(name: .update, short: nil, value: nil, verbs: [.check], help: "write the golden results instead of comparing"),
        Flag(name: .junit, short: nil, value: "FILE", verbs: [.check], help: "write the outcome as JUnit XML besides"),
        Flag(name: .xlsx, short: nil, value: nil, verbs: [.export], help: "write a spreadsheet, RESULTS.xlsx"),
        Flag(name: .notebook, short: nil, value: nil, verbs: [.export], help: "write tidy CSV and notebooks, notebooks-export/NAME"),
        Flag(name: .quiet, short: "q", value: nil, verbs: [.run, .check, .compare, .export], help: "print nothing but errors"),
        Flag(name: .help, short: "h", value: nil, verbs: [], help: "print this help"),
        Flag(name: .version, short: nil, value: nil, verbs: [], help: "print the version and that of GSL"),
    ]
}
