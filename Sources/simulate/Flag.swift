/// What the first word of a command line asks for.
enum Verb: String, CaseIterable {
    case validate
    /// Draws the pictures of results.
    case plot
    /// Makes a page of results.
    case report
    /// Runs a scenario; the verb that has no word.
    case run

    /// The verbs that are typed.
    static var words: [String] { Verb.allCases.filter { $0 != .run }.map(\.rawValue) }
}

/// An option of the command line. One table makes the parser and the help.
struct Flag {
    enum Name: String, CaseIterable {
        case output, set, plot, quiet, help, version
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

    /// The verbs that an option goes with, in any of its forms; empty for any.
    static func verbs(of name: Name) -> [Verb] { all.filter { $0.name == name }.flatMap(\.verbs) }

    static let all = [
        Flag(name: .output, short: "o", value: "DIR", verbs: [.run], help: "write the results to DIR instead of results/NAME"),
        Flag(
            name: .output, short: "o", value: "FILE", verbs: [.report],
            help: "write the page to FILE instead of RESULTS/report.html, or results/report.html for several"),
        Flag(
            name: .set, short: nil, value: "PATH=VALUE", verbs: [.run, .validate],
            help: "set a key of the scenario, such as solver.method=rkf45; null removes it; may be repeated"),
        Flag(name: .plot, short: nil, value: nil, verbs: [.run], help: "draw the results too, as SVG and PNG; needs gnuplot"),
        Flag(name: .quiet, short: "q", value: nil, verbs: [.run], help: "print nothing but errors"),
        Flag(name: .help, short: "h", value: nil, verbs: [], help: "print this help"),
        Flag(name: .version, short: nil, value: nil, verbs: [], help: "print the version and that of GSL"),
    ]
}
