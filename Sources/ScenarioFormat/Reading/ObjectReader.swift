/// Reads one object of the scenario: its keys by name, then, in `finish()`, whatever keys nobody asked for.
struct ObjectReader {
    let context: ReadingContext
    let place: SourcePlace
    let path: KeyPathText
    /// The members, removed keys (null) included.
    private let members: [JSONMember]
    /// Where each key stands among them.
    private let places: [String: Int]
    /// The keys that were asked for, in that order.
    private var known: [String] = []
    /// Required keys that aren't there, with what they would be.
    private var missing: [(key: String, about: String)] = []
    /// Whether there is no object, so that nothing can be missing from it.
    private let isStandIn: Bool

    /// Nil, with a fault, where the value is no object. Reads the `note` and `source` that every object may have.
    init?(_ node: JSONNode, _ path: KeyPathText, _ context: ReadingContext, _ what: String) {
        guard case .object(let members) = node.content else {
            if node.content != .invalid { context.faults.add(node.place, path, "expected an object, \(what), found \(node.kind)") }
            return nil
        }
        self.context = context
        self.members = members
        // A key that stands twice is kept once by the reader of JSON.
        places = Dictionary(members.enumerated().map { ($1.key, $0) }) { first, _ in first }
        self.path = path
        place = node.place
        isStandIn = false
        _ = text("note")
        if let source = text("source") { context.addSource(path, source) }
    }

    /// Stands for a value that is no object, so that reading can go on; its fault is reported already.
    static func empty(_ place: SourcePlace, _ path: KeyPathText, _ context: ReadingContext) -> ObjectReader {
        ObjectReader(emptyAt: place, path, context)
    }

    private init(emptyAt place: SourcePlace, _ path: KeyPathText, _ context: ReadingContext) {
        (self.place, self.path, self.context) = (place, path, context)
        (members, places, isStandIn) = ([], [:], true)
    }

    /// The value of a key, nil where the key is absent or removed.
    mutating func node(_ key: String) -> JSONNode? {
        expect(key)
        return has(key) ? member(key)?.value : nil
    }

    func has(_ key: String) -> Bool { member(key).map { !$0.value.isNull } ?? false }

    private func member(_ key: String) -> JSONMember? { places[key].map { members[$0] } }

    /// Whether a key that nobody knows looks like one of these, so that what seems missing is misspelt.
    func hasMisspelt(_ keys: [String]) -> Bool {
        members.contains { !keys.contains($0.key) && !known.contains($0.key) && NearestName.nearest(to: $0.key, among: keys) != nil }
    }

    private mutating func expect(_ key: String) {
        if !known.contains(key) { known.append(key) }
    }

    /// The place of a key that is there.
    func keyPlace(_ key: String) -> SourcePlace { member(key)?.keyPlace ?? place }

    /// A fault of the object as a whole.
    func fault(_ message: @autoclosure @escaping () -> String) { context.faults.add(place, path, message()) }

    /// A fault of a key that shouldn't be there, or not under that name.
    func fault(key: String, _ message: @autoclosure @escaping () -> String) {
        context.faults.add(keyPlace(key), path.key(key), message())
    }

    /// A fault of the value of a key.
    func fault(valueOf key: String, _ message: @autoclosure @escaping () -> String) {
        context.faults.add(member(key)?.value.place ?? place, path.key(key), message())
    }

    private mutating func miss(_ key: String, _ about: String) {
        if !isStandIn { missing.append((key, about)) }
    }

    // MARK: values

    mutating func required(_ key: String, _ about: String) -> JSONNode? {
        let value = node(key)
        if value == nil { miss(key, about) }
        return value
    }

    mutating func text(_ key: String) -> String? {
        guard let value = node(key) else { return nil }
        if case .string(let text) = value.content { return text }
        if value.content != .invalid {
            context.faults.add(value.place, path.key(key), "expected a text in double quotes, found \(value.kind)")
        }
        return nil
    }

    mutating func requiredText(_ key: String, _ about: String) -> String? {
        if !has(key) { miss(key, about) }
        return text(key)
    }

    /// One of a set of words; `fallback` where absent, nil where faulty.
    mutating func choice<Word: RawRepresentable & CaseIterable & Equatable>(
        _ key: String, _ fallback: Word, among words: [Word] = Array(Word.allCases)
    ) -> Word? where Word.RawValue == String {
        guard has(key) else {
            expect(key)
            return fallback
        }
        guard let text = text(key) else { return nil }
        if let word = Word(rawValue: text), words.contains(word) { return word }
        unknownName(text, at: key, "is none of the values it may have", among: words.map(\.rawValue))
        return nil
    }

    /// Reports that the value of `key` names nothing known.
    func unknownName(_ name: String, at key: String, _ problem: String, among names: @autoclosure @escaping () -> [String]) {
        fault(valueOf: key, "\(Quoting.quoted(name)) \(problem)" + NearestName.suggestion(for: name, among: names()))
    }

    /// The numbers of a table, in its order.
    ///
    /// - Parameter isAsked: whether a number is read; others have what holds where they are absent.
    mutating func numbers<Table: ParameterTable>(_ table: Table.Type, where isAsked: (Table) -> Bool = { _ in true })
        -> ParameterValues<Table, Quantity>
    {
        var values = ParameterValues<Table, Quantity> { $0.parameter.unlessGiven }
        for parameter in table.allCases where isAsked(parameter) { read(parameter, into: &values) }
        return values
    }

    /// Reads a number of a table, of which those before it are read.
    mutating func read<Table: ParameterTable>(_ parameter: Table, into values: inout ParameterValues<Table, Quantity>) {
        values[parameter] = number(parameter.parameter)
        guard case .sameAs(let key) = parameter.parameter.fallback, !has(parameter.key) else { return }
        if let other = Table(key: key) { values[parameter] = values[other] }
    }

    /// A number, possibly uncertain; what holds instead where it is absent. After a fault the value is a placeholder.
    mutating func number(_ parameter: Parameter) -> Quantity {
        guard let value = node(parameter.key) else {
            if parameter.fallback == .required { miss(parameter.key, "the " + parameter.about) }
            return parameter.unlessGiven
        }
        return QuantityReader(context).number(value, path.key(parameter.key), parameter.range, allowsNever: parameter.allowsNever)
            ?? .absent
    }

    /// A number that doesn't belong here, read for its own faults; whether it is there.
    mutating func stray(_ parameter: Parameter) -> Bool {
        expect(parameter.key)
        guard has(parameter.key) else { return false }
        _ = number(parameter)
        return true
    }

    /// A number that must be known when the file is read.
    mutating func plainNumber(_ parameter: Parameter) -> Double {
        switch number(parameter) {
        case .constant(let value): return value
        case .uncertain:
            fault(valueOf: parameter.key, "must be a plain number, as it isn't part of the model; give one")
            return .nan
        }
    }

    /// A date, possibly uncertain, in days since 1 January 1970.
    mutating func date(_ key: String) -> Quantity? {
        node(key).flatMap { QuantityReader(context).date($0, path.key(key)) }
    }

    /// A date that must be known when the file is read.
    mutating func plainDate(_ key: String, _ about: String) -> CalendarDate? {
        guard required(key, about) != nil else { return nil }
        switch date(key) {
        case .constant(let day)?: return CalendarDate(dayNumber: Int(day))
        case .uncertain?:
            fault(valueOf: key, "must be a plain date, as every row of the results depends on it; give one")
            return nil
        case nil: return nil
        }
    }

    /// The named members of an object of things: each name checked, `note` and `source` set aside.
    mutating func named(_ what: String) -> [(name: String, node: JSONNode, path: KeyPathText)] {
        var entries: [(name: String, node: JSONNode, path: KeyPathText)] = []
        // One set at a time, as there may be thousands.
        known += members.map(\.key).filter { $0 != "note" && $0 != "source" }
        for member in members {
            guard member.key != "note", member.key != "source", !member.value.isNull else { continue }
            if !ScenarioName.isValid(member.key) {
                let hint = Self.nearestName(to: member.key).map { "; did you mean `\($0)`?" } ?? ""
                context.faults.add(
                    member.keyPlace, path.key(member.key),
                    "a name of a \(what) has small letters a–z, digits and `_`, at most 64, and begins with a letter\(hint)")
            }
            entries.append((member.key, member.value, path.key(member.key)))
            if context.isBegun(member) {
                let others = members.filter { !$0.value.isNull && !context.isBegun($0) }.map(\.key)
                context.begin(.init(what: what, name: member.key, path: path.key(member.key), place: member.keyPlace, others: others))
            }
        }
        return entries
    }

    /// Reports unknown keys in other words than `finish()` does; whether there were any.
    func reportUnknown(_ problem: String, among names: [String]) -> Bool {
        let unknown = members.filter { !known.contains($0.key) && !$0.value.isNull }
        for member in unknown { fault(key: member.key, problem + NearestName.suggestion(for: member.key, among: names)) }
        return !unknown.isEmpty
    }

    /// Reports the keys that no call asked for, and the required ones that aren't there, even misspelt.
    func finish() {
        let asked = Set(known)
        // A key that null removed is no key, whoever asks for it.
        let unknown = members.filter { !asked.contains($0.key) && !$0.value.isNull }
        for member in unknown {
            fault(key: member.key, Self.unknownKey(member.key, among: known))
            context.excuse(member.value)
        }
        for (key, about) in missing where !unknown.contains(where: { NearestName.nearest(to: $0.key, among: [key]) != nil }) {
            context.faults.add(place, path.key(key), "is missing; give \(about)")
        }
    }

    private static func unknownKey(_ key: String, among known: [String]) -> String {
        let suggestion = NearestName.suggestion(for: key, among: known)
        return "there is no such key here" + (suggestion.isEmpty ? "; remove it, or put the text in `note`" : suggestion)
    }

    private static func nearestName(to text: String) -> String? {
        let name = String(text.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
        return ScenarioName.isValid(name) ? name : nil
    }
}
