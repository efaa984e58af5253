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

    let faults: FaultCollector
    /// Where the files lie that the scenario may name; nil where it was resolved before and none is read.
    let tree: ScenarioTree?
    private(set) var uncertain: [UncertainQuantity] = []
    private(set) var parameters: [(name: String, parameter: Parameter)] = []
    private var parameterIndex: [String: Int] = [:]
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

    func reportUnusedParameters() {
        for (_, parameter) in parameters where !parameter.used {
            faults.add(parameter.keyPlace, parameter.path, "the parameter isn't used; use it as `{\"parameter\": …}` or remove it")
        }
    }
}
