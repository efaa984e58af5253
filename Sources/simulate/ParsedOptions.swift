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

    /// A number, within its bounds.
    func number(_ name: Flag.Name, default fallback: Double) throws(UsageError) -> Double {
        guard let text = try value(name) else { return fallback }
        let range = Bounds.decimal[name] ?? .any
        // As JSON has them: no hexadecimal digits, no infinity.
        if text.utf8.allSatisfy("0123456789+-.eE".utf8.contains), let number = Double(text), number.isFinite, range.contains(number) {
            return number
        }
        throw UsageError(message: "`--\(name.rawValue)` must be a number, \(range), found \(Quoting.quoted(text))")
    }

    /// A whole number, within its bounds.
    func whole(_ name: Flag.Name) throws(UsageError) -> Int? { try whole(name, within: Bounds.whole[name] ?? 0...Int.max) }

    /// The seed of all draws.
    func seed() throws(UsageError) -> UInt64? { try whole(.seed, within: 0...UInt64.max) }

    private func whole<Number: FixedWidthInteger>(_ name: Flag.Name, within bounds: ClosedRange<Number>) throws(UsageError) -> Number? {
        guard let text = try value(name) else { return nil }
        if let number = Number(text), bounds.contains(number) { return number }
        throw UsageError(
            message:
                "`--\(name.rawValue)` must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound), found \(Quoting.quoted(text))"
        )
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
