internal import Numerics

extension Scenario {
    /// Reads and checks the scenario at `path`, with whatever it extends; `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - overrides: values set from outside, in order.
    ///   - allowsOutside: whether the scenario may name files outside its own folder.
    /// - Throws: `InputFailure` with every fault found.
    public static func read(_ path: String, overrides: [Override] = [], allowsOutside: Bool = false) throws(InputFailure) -> Scenario {
        let faults = FaultCollector(SourceFiles())
        let tree = ScenarioTree(of: path, allowsOutside: allowsOutside)
        let root = try ScenarioLoader.load(path, overrides: overrides, tree, faults)
        let reader = ScenarioReader(ReadingContext(faults, tree))
        guard let root, let object = ObjectReader(root, .root, reader.context, "the scenario") else { throw faults.failure() }
        return try reader.scenario(root, object, name: fileName(path))
    }

    /// Reads a scenario that was resolved before, without the files of observations and draws that it names.
    ///
    /// - Throws: `InputFailure` with every fault found.
    public static func read(resolved text: String, name: String) throws(InputFailure) -> Scenario {
        let faults = FaultCollector(SourceFiles())
        let bytes = Array(text.utf8)
        guard let root = JSONReader.read(bytes, file: faults.files.add(name, bytes), faults: faults),
            case .object(let members) = root.content
        else { throw faults.failure() }
        let own = JSONNode(place: root.place, content: .object(members.filter { !["observations", "posterior"].contains($0.key) }))
        let reader = ScenarioReader(ReadingContext(faults))
        guard let object = ObjectReader(own, .root, reader.context, "the scenario") else { throw faults.failure() }
        return try reader.scenario(root, object, name: name)
    }

    /// `scenarios/block.json` has the name `block`.
    private static func fileName(_ path: String) -> String {
        if path == "-" { return "stdin" }
        let last = path.split(separator: "/").last.map(String.init) ?? path
        return last.hasSuffix(".json") && last.count > 5 ? String(last.dropLast(5)) : last
    }
}

/// Turns the merged tree into a `Scenario`; faults go to the context.
struct ScenarioReader {
    /// More days than this between start and end are refused: three centuries.
    static let dayLimit = 110_000

    let context: ReadingContext

    init(_ context: ReadingContext) { self.context = context }

    /// - Throws: every fault found.
    func scenario(_ root: JSONNode, _ object: ObjectReader, name: String) throws(InputFailure) -> Scenario {
        var object = object
        _ = object.text("$schema")
        readFormat(&object)
        let title = object.text("title")
        if let parameters = object.node("parameters") { readParameters(parameters, object.path.key("parameters")) }
        let start = object.plainDate("start", "the first day, such as \"2016-01-15\"")
        let end = object.plainDate("end", "the last day, such as \"2021-01-01\"")
        checkPeriod(start, end, object)
        let every = period("output_every", &object)
        let solver = readSolver(&object)
        let services = readServices(&object)
        let markets = readMarkets(&object, services)
        let laws = readLaws(&object, markets)
        let cases = readCases(&object, markets, services)
        let observations = path("observations", &object)
        let posteriorFile = readPosterior(&object)
        object.finish()
        context.reportUnusedParameters()
        let used = Set(markets.flatMap { $0.services.map(\.service) })
        context.reportMisspeltEntries(
            idle: services.indices.filter { !used.contains($0) }.map { object.path.key("services").key(services[$0].name) })
        guard let start, let end, context.faults.isEmpty else { throw context.faults.failure() }
        var posterior: Posterior?
        if let posteriorFile { posterior = try Posterior.read(posteriorFile, context.uncertain) }
        return Scenario(
            name: name, title: title, note: Self.note(root), start: start, end: end,
            outputEvery: every ?? .day, solver: solver, services: services, markets: markets,
            laws: laws, cases: cases, uncertain: context.uncertain, observations: observations, posterior: posterior,
            sources: context.sources, resolved: Self.resolved(root))
    }

    private func readFormat(_ object: inout ObjectReader) {
        guard let format = object.required("format", "the version of the format, 1") else { return }
        guard format.content != .number(1), format.content != .invalid else { return }
        let hint = if case .string = format.content { "; remove the quotes" } else { "" }
        context.faults.add(format.place, object.path.key("format"), "must be 1, the only format there is, found \(format.kind)\(hint)")
    }

    private func readParameters(_ node: JSONNode, _ path: KeyPathText) {
        guard var object = ObjectReader(node, path, context, "parameters by name") else { return }
        for (name, value, valuePath) in object.named("parameter") {
            let parsed: ReadingContext.Parameter.Value
            switch value.content {
            case .object(let members) where members.contains(where: { $0.key == "parameter" && !$0.value.isNull }):
                parsed = .faulty
                let place = members.first { $0.key == "parameter" }?.keyPlace ?? value.place
                context.faults.add(
                    place, valuePath.key("parameter"), "a parameter can't stand for another; give a number, a date or a distribution")
                context.excuse(value)
            case .number(let number): parsed = .number(number)
            case .string: parsed = QuantityReader.day(value, valuePath, context).map { .date($0) } ?? .faulty
            case .object:
                if let distribution = DistributionReader(context).read(value, valuePath, ofDates: nil, titled: true) {
                    parsed = .distribution(distribution, index: context.addUncertain(valuePath, distribution))
                } else {
                    parsed = .faulty
                }
            default:
                parsed = .faulty
                if value.content != .invalid {
                    context.faults.add(value.place, valuePath, "expected a number, a date or a distribution, found \(value.kind)")
                }
            }
            context.addParameter(name, .init(value: parsed, keyPlace: object.keyPlace(name), path: valuePath))
        }
        object.finish()
    }

    private func checkPeriod(_ start: CalendarDate?, _ end: CalendarDate?, _ object: ObjectReader) {
        guard let start, let end else { return }
        if end <= start {
            object.fault(valueOf: "end", "must be after `start`, \(start), found \(end)")
        } else if end.dayNumber - start.dayNumber > Self.dayLimit {
            object.fault(
                valueOf: "end",
                "is \(end.dayNumber - start.dayNumber) days after `start`, and at most \(Self.dayLimit) are computed; bring the two nearer")
        }
    }

    /// A plain calendar period; nil where absent or faulty.
    func period(_ key: String, _ object: inout ObjectReader, allowDays: Bool = true) -> CalendarPeriod? {
        guard let node = object.node(key), node.content != .invalid else { return nil }
        var found = node.kind
        if case .string(let text) = node.content {
            let period = CalendarPeriod(iso: text)
            if let period, allowDays || period.unit == .months { return period }
            found = Quoting.quoted(text)
            if period != nil || text.hasPrefix("PT") || text.hasSuffix("H") { found += "; a \(allowDays ? "day" : "month") is the least" }
        }
        let forms = allowDays ? "PnD, PnW, PnM or PnY" : "PnM or PnY"
        let example = allowDays ? "P1D" : "P6M"
        object.fault(valueOf: key, "expected a period \(forms) with n from 1, such as \"\(example)\", found \(found)")
        return nil
    }

    private func readSolver(_ object: inout ObjectReader) -> SolverSettings {
        let path = object.path.key("solver")
        let node = object.node("solver") ?? JSONNode(place: object.place, content: .object([]))
        var solver = ObjectReader(node, path, context, "settings of the integrator") ?? .empty(node.place, path, context)
        defer { solver.finish() }
        return SolverSettings(
            method: solver.choice("method", IntegrationMethod.rk8pd) ?? .rk8pd,
            relativeTolerance: solver.plainNumber(SolverParameter.relativeTolerance.parameter),
            absoluteTolerance: solver.plainNumber(SolverParameter.absoluteTolerance.parameter))
    }

    private func readPosterior(_ object: inout ObjectReader) -> String? {
        guard let node = object.node("posterior"),
            var posterior = ObjectReader(node, object.path.key("posterior"), context, "the file of a posterior")
        else { return nil }
        defer { posterior.finish() }
        _ = posterior.required("file", "the CSV file of joint draws")
        return self.path("file", &posterior)
    }

    /// The name of a file, made relative to where the scenario's files are rather than to the one that names it.
    private func path(_ key: String, _ object: inout ObjectReader) -> String? {
        guard let node = object.node(key), let text = object.text(key) else { return nil }
        let path = RelativePath.resolve(text, from: context.faults.files.names[node.place.file])
        // What the user types is the user's to choose.
        let obstacle = context.faults.files.isTyped(node.place.file) ? FileContents.obstacle(path) : context.tree?.obstacle(path)
        if let obstacle {
            object.fault(valueOf: key, "\(Quoting.quoted(path)): \(obstacle)")
            return nil
        }
        return path
    }

    private static func note(_ root: JSONNode) -> String? {
        guard case .object(let members) = root.content, case .string(let text)? = members.first(where: { $0.key == "note" })?.value.content
        else { return nil }
        return text
    }

    /// The tree without removed keys and, at its root, without `$schema`, which is relative to a file.
    private static func resolved(_ root: JSONNode) -> JSONText {
        func withoutNulls(_ value: JSONText) -> JSONText {
            guard case .object(let members) = value else { return value }
            return .object(members.filter { !$0.value.isNull }.map { ($0.key, withoutNulls($0.value)) })
        }
        guard case .object(let members) = withoutNulls(JSONText(root)) else { return .null }
        return .object(members.filter { $0.key != "$schema" })
    }
}
