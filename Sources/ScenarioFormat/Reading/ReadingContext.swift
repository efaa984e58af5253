/// What the parts of one reading share: faults, parameters, and the uncertain quantities found so far.
final class ReadingContext {
    struct Parameter {
        enum Value {
            case number(Double)
            /// Days since 1 January 1970.
            case date(Double)
            case distribution(Distribution, index: Int)
            /// Its own fault is reported.
            case faulty
        }
        let value: Value
        let keyPlace: SourcePlace
        let path: KeyPathText
        var used = false
    }

    /// An entry of an object of named things, such as a market, that `--set` began with one key of it.
    struct BegunEntry {
        /// What the object holds: "market".
        let what: String
        let name: String
        let path: KeyPathText
        /// Of the argument.
        let place: SourcePlace
        /// The names that were there before.
        let others: [String]
    }

    let faults: FaultCollector
    /// Where the files lie that the scenario may name; nil where it was resolved before and none is read.
    let tree: ScenarioTree?
    private(set) var uncertain: [UncertainQuantity] = []
    private(set) var parameters: [(name: String, parameter: Parameter)] = []
    private var parameterIndex: [String: Int] = [:]
    private var begun: [BegunEntry] = []
    /// Every `source` of the scenario with the path of the object that it stands in, in file order.
    private(set) var sources: [SourceNote] = []

    init(_ faults: FaultCollector, _ tree: ScenarioTree? = nil) { (self.faults, self.tree) = (faults, tree) }

    func addUncertain(_ path: KeyPathText, _ distribution: Distribution) -> Int {
        addUncertain(named: path.joinedBySlashes, distribution)
    }

    /// Adds a quantity that is drawn under a name of its own, and returns its index.
    func addUncertain(named path: String, _ distribution: Distribution) -> Int {
        uncertain.append(UncertainQuantity(path: path, distribution: distribution))
        return uncertain.count - 1
    }

    func addParameter(_ name: String, _ parameter: Parameter) {
        parameterIndex[name] = parameterIndex[name] ?? parameters.count
        parameters.append((name, parameter))
    }

    func addSource(_ path: KeyPathText, _ text: String) {
        sources.append(SourceNote(path: path.description, text: text))
    }

    /// The parameter of that name, counted as used from here on.
    func use(_ name: String) -> Parameter? {
        guard let index = parameterIndex[name] else { return nil }
        parameters[index].parameter.used = true
        return parameters[index].parameter
    }

    /// Counts the parameters in a value that isn't read as used: whether they are can't be told.
    func excuse(_ node: JSONNode) {
        switch node.content {
        case .object(let members):
            for member in members {
                if member.key == "parameter", case .string(let name) = member.value.content { _ = use(name) }
                excuse(member.value)
            }
        case .array(let items): items.forEach(excuse)
        default: break
        }
    }

    // MARK: what `--set` begins

    /// Whether the member is an object that `--set` began with a key in it, and neither a file's nor set as a whole.
    func isBegun(_ member: JSONMember) -> Bool {
        faults.files.isTyped(member.keyPlace.file) && member.value.place == member.keyPlace
    }

    /// Notes an entry that `--set` began beside others.
    func begin(_ entry: BegunEntry) { begun.append(entry) }

    /// An entry that `--set` began and that lacks something has mostly a misspelt name: says so, instead where a name is near.
    ///
    /// - Parameter idle: paths of services that no market has.
    func reportMisspeltEntries(idle: [KeyPathText]) {
        for entry in begun where !entry.others.isEmpty {
            let near = NearestName.nearest(to: entry.name, among: entry.others)
            guard faults.contains(at: entry.place, in: entry.path) || (near != nil && idle.contains(entry.path)) else { continue }
            let way = near.map { "did you mean `\($0)`?" } ?? "correct the name, or set all that a new one needs"
            // A name that goes on, such as `block2` or `block_again`, may be meant; the user then has to know what it lacks.
            let goesOn = near.map { entry.name.hasPrefix($0) && "_0123456789".contains(entry.name.dropFirst($0.count).prefix(1)) } ?? false
            faults.put(first: entry.place, entry.path, "there is no \(entry.what) of this name; \(way)", instead: near != nil && !goesOn)
        }
    }

    func reportUnusedParameters() {
        let others = parameters.filter { !faults.files.isTyped($0.parameter.keyPlace.file) }.map(\.name)
        for (name, parameter) in parameters where !parameter.used {
            let near = faults.files.isTyped(parameter.keyPlace.file) ? NearestName.nearest(to: name, among: others) : nil
            let way = near.map { "did you mean `\($0)`?" } ?? "use it as `{\"parameter\": …}` or remove it"
            faults.add(parameter.keyPlace, parameter.path, "the parameter isn't used; \(way)")
        }
    }
}
