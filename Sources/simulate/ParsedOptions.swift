internal import ScenarioFormat

/// The options of a command line, each known to be one that there is.
struct ParsedOptions {
    let all: [(flag: Flag, value: String)]

    func has(_ name: Flag.Name) -> Bool { all.contains { $0.flag.name == name } }

    func values(_ name: Flag.Name) -> [String] { all.filter { $0.flag.name == name }.map(\.value) }

    /// The last value given; nil where none is.
    func value(_ name: Flag.Name) throws(UsageError) -> String? {
        let value = values(name).last
        if value == "" { throw UsageError(message: "`--\(name.rawValue)` needs a value that isn't empty") }
        return value
    }

    /// A number, 0 or more.
    func number(_ name: Flag.Name, default fallback: Double) throws(UsageError) -> Double {
        guard let text = try value(name) else { return fallback }
        if let number = Double(text), number.isFinite, number >= 0 { return number }
        throw UsageError(message: "`--\(name.rawValue)` needs a number, 0 or more, found \(Quoting.quoted(text))")
    }

    /// A whole number of at least `least`.
    func whole<Number: FixedWidthInteger>(_ name: Flag.Name, atLeast least: Number) throws(UsageError) -> Number? {
        guard let text = try value(name) else { return nil }
        if let number = Number(text), number >= least { return number }
        throw UsageError(message: "`--\(name.rawValue)` needs a whole number, \(least) or more, found \(Quoting.quoted(text))")
    }

    /// One of a set of words.
    func choice<Word: RawRepresentable & CaseIterable>(_ name: Flag.Name, default fallback: Word, _ what: String) throws(UsageError) -> Word
    where Word.RawValue == String {
        guard let text = try value(name) else { return fallback }
        if let word = Word(rawValue: text) { return word }
        throw UsageError(
            message: "there is no \(what) \(Quoting.quoted(text))" + NearestName.suggestion(for: text, among: Word.allCases.map(\.rawValue))
        )
    }

    /// The names that `--free` gives; an empty one where a comma is one too many.
    var freeNames: [String] { values(.free).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(String.init) }

    /// What is set from outside, and which files may be read.
    func reading() throws(UsageError) -> ReadingOptions {
        var overrides: [Override] = []
        for text in values(.set) {
            guard let override = Override(text) else {
                throw UsageError(message: "`--set` needs PATH=VALUE, such as `--set solver.method=rkf45`, found \(Quoting.quoted(text))")
            }
            overrides.append(override)
        }
        return ReadingOptions(overrides: overrides, allowsOutside: has(.allowOutside))
    }
}
