internal import Numerics

extension ScenarioReader {
    func readMarkets(_ object: inout ObjectReader, _ services: [Service]) -> [Market] {
        guard let node = object.required("markets", "the markets by name"),
            var markets = ObjectReader(node, object.path.key("markets"), context, "markets by name")
        else { return [] }
        let read = markets.named("market").map { market($1, $2, name: $0, services) }
        markets.finish()
        if read.isEmpty { markets.fault("names no market; give at least one") }
        return read
    }

    private func market(_ node: JSONNode, _ path: KeyPathText, name: String, _ services: [Service]) -> Market {
        var object = ObjectReader(node, path, context, "a market") ?? .empty(node.place, path, context)
        defer { object.finish() }
        return Market(
            name: name, title: object.text("title"), onlinePopulation: population(&object),
            numbers: object.numbers(MarketParameter.self) { $0 != .onlinePopulation }, services: marketServices(&object, services))
    }

    // MARK: online population

    private func population(_ object: inout ObjectReader) -> OnlinePopulation {
        let parameter = MarketParameter.onlinePopulation.parameter
        guard let node = object.node(parameter.key), case .object(let members) = node.content,
            members.contains(where: { NearestName.nearest(to: $0.key, among: ["series"]) != nil })
        else { return .steady(object.number(parameter)) }
        let path = object.path.key(parameter.key)
        guard var series = ObjectReader(node, path, context, "a series") else { return .series([]) }
        let list = series.required("series", "the list of [date, people]")
        series.finish()
        guard let list else { return .series([]) }
        guard case .array(let items) = list.content, !items.isEmpty else {
            if list.content != .invalid {
                context.faults.add(list.place, path.key("series"), "expected a list of [date, people], found \(list.kind)")
            }
            return .series([])
        }
        var points: [(day: Double, people: Double)] = []
        for (i, item) in items.enumerated() {
            guard let point = populationPoint(item, path.key("series").index(i)) else { continue }
            if let last = points.last, point.day <= last.day {
                context.faults.add(
                    item.place, path.key("series").index(i),
                    "the dates must rise: \(CalendarDate(dayNumber: Int(point.day))) follows \(CalendarDate(dayNumber: Int(last.day))); put them in order"
                )
            }
            points.append(point)
        }
        return .series(points)
    }

    private func populationPoint(_ item: JSONNode, _ path: KeyPathText) -> (day: Double, people: Double)? {
        guard case .array(let pair) = item.content, pair.count == 2 else {
            if item.content != .invalid { context.faults.add(item.place, path, "expected [date, people], found \(item.kind)") }
            return nil
        }
        let day = QuantityReader.day(pair[0], path.index(0), context)
        guard case .number(let people) = pair[1].content else {
            if pair[1].content != .invalid {
                context.faults.add(pair[1].place, path.index(1), "expected a plain number of people, found \(pair[1].kind)")
            }
            return nil
        }
        if people < 0 { context.faults.add(pair[1].place, path.index(1), "must be 0 or more, found \(ShortestDecimal.text(people))") }
        return day.map { ($0, people) }
    }

    // MARK: services of a market

    private func marketServices(_ market: inout ObjectReader, _ services: [Service]) -> [MarketService] {
        guard let node = market.required("services", "the services that have users in the market"),
            var object = ObjectReader(node, market.path.key("services"), context, "services by name")
        else { return [] }
        let entries = object.named("service")
        object.finish()
        if entries.isEmpty { object.fault("names no service; give at least one") }
        let here = entries.map(\.name)
        return entries.map { name, node, path in
            let index = services.firstIndex { $0.name == name }
            // Where no service is defined at all, that is the fault.
            if index == nil, ScenarioName.isValid(name), !services.isEmpty {
                object.fault(key: name, "is no service of this scenario" + NearestName.suggestion(for: name, among: services.map(\.name)))
            }
            return marketService(node, path, service: index ?? 0, name: name, here)
        }
    }

    private func marketService(_ node: JSONNode, _ path: KeyPathText, service: Int, name: String, _ here: [String]) -> MarketService {
        var object = ObjectReader(node, path, context, "a service in a market") ?? .empty(node.place, path, context)
        defer { object.finish() }
        // The first of all, as its source and its draw stand first in results.
        var numbers = object.numbers(PairParameter.self) { $0 == .circumventionShare }
        for parameter in PairParameter.stocks { object.read(parameter, into: &numbers) }
        let curve = adoption(&object, into: &numbers)
        for parameter in PairParameter.habits where parameter != .circumventionShare { object.read(parameter, into: &numbers) }
        return MarketService(service: service, curve: curve, numbers: numbers, substitutes: substitutes(&object, of: name, here))
    }

    private func adoption(_ service: inout ObjectReader, into numbers: inout ParameterValues<PairParameter, Quantity>) -> AdoptionCurve {
        let path = service.path.key("adoption")
        let node = service.required("adoption", "an object with `imitation_per_year` and `ceiling_share`")
        var object =
            node.flatMap { ObjectReader($0, path, context, "how people take the service up") } ?? .empty(service.place, path, context)
        defer { object.finish() }
        let curve = object.choice("curve", AdoptionCurve.bass)
        for parameter in PairParameter.adoption {
            guard let only = parameter.curve, curve != only else {
                object.read(parameter, into: &numbers)
                continue
            }
            if object.stray(parameter.parameter), let curve {
                object.fault(
                    key: parameter.key,
                    "belongs to the curve `\(only.rawValue)`, and the curve is `\(curve.rawValue)`; remove it or change `curve`")
            }
        }
        return curve ?? .bass
    }

    private func substitutes(_ service: inout ObjectReader, of name: String, _ here: [String]) -> [Substitute] {
        let path = service.path.key("substitutes")
        guard let node = service.node("substitutes"), var object = ObjectReader(node, path, context, "shares by service") else { return [] }
        defer { object.finish() }
        let others = here.filter { $0 != name }
        return object.named("service").compactMap { substitute, node, path in
            let share = QuantityReader(context).number(node, path, .share, allowsNever: false)
            guard substitute != name, let index = here.firstIndex(of: substitute) else {
                let problem = substitute == name ? "a service can't stand in for itself; name another" : "is no service of this market"
                object.fault(key: substitute, problem + NearestName.suggestion(for: substitute, among: others))
                return nil
            }
            return share.map { Substitute(service: index, share: $0) }
        }
    }
}
