extension ScenarioReader {
    func readCases(_ object: inout ObjectReader, _ markets: [Market], _ services: [Service]) -> [EnforcementCase] {
        guard let node = object.node("enforcement"),
            var cases = ObjectReader(node, object.path.key("enforcement"), context, "cases by name")
        else { return [] }
        defer { cases.finish() }
        return cases.named("case").map { enforcementCase($1, $2, name: $0, markets, services) }
    }

    private func enforcementCase(_ node: JSONNode, _ path: KeyPathText, name: String, _ markets: [Market], _ services: [Service])
        -> EnforcementCase
    {
        var object = ObjectReader(node, path, context, "a case") ?? .empty(node.place, path, context)
        defer { object.finish() }
        let title = object.text("title")
        let market = marketIndex(&object, markets)
        let service = serviceIndex(&object, market.map { markets[$0] }, services)
        let targets =
            services.isEmpty
            ? [] : market.map { market in service.map { [markets[market].services[$0]] } ?? markets[market].services } ?? []
        let chances = targets.map {
            (
                path: "services/\(services[$0.service].name)/platform/chance/\(markets[market ?? 0].name)/\(name)/",
                asks: !services[$0.service].platform[.chance].isAbsent
            )
        }
        return EnforcementCase(name: name, title: title, market: market ?? 0, service: service, steps: steps(&object, chances))
    }

    private func serviceIndex(_ object: inout ObjectReader, _ market: Market?, _ services: [Service]) -> Int? {
        guard let name = object.text("service"), let market, !market.services.isEmpty, !services.isEmpty else { return nil }
        let names = market.services.map { services[$0.service].name }
        if let index = names.firstIndex(of: name) { return index }
        object.unknownName(name, at: "service", "is no service of the market `\(market.name)`", among: names)
        return nil
    }

    private func steps(_ object: inout ObjectReader, _ chances: [(path: String, asks: Bool)]) -> [Step] {
        guard let node = object.required("steps", "the steps by name"),
            var list = ObjectReader(node, object.path.key("steps"), context, "steps by name")
        else { return [] }
        defer { list.finish() }
        let entries = list.named("step")
        let names = StepNames(entries.map(\.name))
        let steps = entries.map { step($1, $2, name: $0, among: names, chances) }
        reportCircles(steps, entries.map { ($0.node, $0.path) })
        return steps
    }

    private func step(_ node: JSONNode, _ path: KeyPathText, name: String, among names: StepNames, _ chances: [(path: String, asks: Bool)])
        -> Step
    {
        var object = ObjectReader(node, path, context, "a step") ?? .empty(node.place, path, context)
        defer { object.finish() }
        let title = object.text("title")
        let action = action(&object, name: name)
        let (trigger, triggerNumbers) = trigger(&object, name: name, among: names)
        var numbers = triggerNumbers
        let draws: [Quantity?] = chances.map { chance in
            guard let action, action.rule.isDemand, chance.asks else { return nil }
            return .uncertain(context.addUncertain(named: chance.path + name, Distribution(Uniform.unit)))
        }
        for parameter in StepParameter.allCases where !StepParameter.trigger.contains(parameter) {
            // Where the action is unknown, its keys can't be judged.
            if action == nil, StepParameter.ofActions.contains(parameter) {
                _ = object.node(parameter.key)
            } else if let action, !action.takes(parameter) {
                if object.stray(parameter.parameter) {
                    object.fault(key: parameter.key, "is no key of the action `\(action.rawValue)`; remove it")
                }
            } else {
                object.read(parameter, into: &numbers)
            }
        }
        return Step(
            name: name, title: title, action: action ?? .threat, trigger: trigger, numbers: numbers, chanceDraws: draws)
    }

    private func action(_ object: inout ObjectReader, name: String) -> Action? {
        let actions = Action.allCases.map(\.rawValue)
        guard object.has("action") else {
            _ = object.node("action")
            if let action = Action(rawValue: name) { return action }
            if ScenarioName.isValid(name) {
                object.fault(
                    "the step's name `\(name)` is no action; give its `action`" + NearestName.suggestion(for: name, among: actions))
            }
            return nil
        }
        guard let text = object.text("action") else { return nil }
        if let action = Action(rawValue: text) { return action }
        object.unknownName(text, at: "action", "is no action", among: actions)
        return nil
    }

    private func trigger(_ object: inout ObjectReader, name: String, among names: StepNames)
        -> (Trigger, ParameterValues<StepParameter, Quantity>)
    {
        let given = ["on", "days", "rate_per_year"].filter { object.has($0) }
        let on = object.date("on")
        let numbers = object.numbers(StepParameter.self) { StepParameter.trigger.contains($0) }
        let after = predecessor(&object, name: name, among: names)
        if given.count != 1, !given.isEmpty || !object.hasMisspelt(["on", "days", "rate_per_year"]) {
            let way = "`on` a date, `days` after a step or start, or a `rate_per_year`"
            object.fault(
                given.isEmpty
                    ? "has no trigger; give one: \(way)"
                    : given.map { "`\($0)`" }.joined(separator: " and ")
                        + " stand side by side; keep one trigger (null removes an inherited one)")
        }
        if given == ["on"], object.has("after") {
            object.fault(key: "after", "goes with `days` or `rate_per_year`, and the step has a date; remove one of them")
        }
        let (rate, reference, exponent) = (
            StepParameter.rate.key, StepParameter.usersReference.key, StepParameter.usersExponent.key
        )
        func fault(_ key: String, goesWith other: String) {
            object.fault(key: key, "goes with `\(other)`, which the step doesn't have; give that or remove this")
        }
        for key in [reference, exponent] where object.has(key) && !object.has(rate) { fault(key, goesWith: rate) }
        if object.has(exponent), object.has(rate), !object.has(reference) { fault(exponent, goesWith: reference) }
        if object.has(rate) {
            let threshold = context.addUncertain(object.path.key("hazard"), Distribution(Exponential.unit))
            return (.hazard(after: after, threshold: .uncertain(threshold)), numbers)
        }
        return (object.has(StepParameter.days.key) ? .delay(after: after) : .on(on ?? .absent), numbers)
    }

    private func predecessor(_ object: inout ObjectReader, name: String, among names: StepNames) -> Int? {
        guard let after = object.text("after") else { return nil }
        if let index = names.index[after] { return index }
        object.unknownName(after, at: "after", "is no step of this case", among: names.all.filter { $0 != name })
        return nil
    }

    /// Reports each circle of `after` once, at its first step in the file.
    private func reportCircles(_ steps: [Step], _ nodes: [(node: JSONNode, path: KeyPathText)]) {
        for first in steps.indices {
            var circle = [first]
            while let next = steps[circle[circle.count - 1]].trigger.after, circle.count <= steps.count {
                if next == first {
                    let names = (circle + [first]).map { "`\(steps[$0].name)`" }.joined(separator: " after ")
                    let (node, path) = nodes[first]
                    let place = node.member("after")?.place ?? node.place
                    context.faults.add(
                        place, path.key("after"), "the steps wait for each other in a circle: \(names); give one a date or another `after`")
                    break
                }
                if next < first || circle.contains(next) { break }
                circle.append(next)
            }
        }
    }
}

/// The names of a case's steps, found without a search, as there may be many.
private struct StepNames {
    let all: [String]
    let index: [String: Int]

    init(_ names: [String]) {
        all = names
        index = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }
}
