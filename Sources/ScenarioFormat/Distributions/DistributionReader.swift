internal import Numerics

/// Reads the distributions that docs/scenario-format.md lists.
struct DistributionReader {
    private let context: ReadingContext

    init(_ context: ReadingContext) { self.context = context }

    /// - Parameter ofDates: whether dates or numbers are wanted; nil for whichever the distribution has.
    /// - Returns: nil after a fault.
    func read(_ node: JSONNode, _ path: KeyPathText, ofDates: Bool?, titled: Bool = false) -> Distribution? {
        guard var object = ObjectReader(node, path, context, "a distribution") else { return nil }
        if titled { _ = object.text("title") }
        let given = Distribution.families.filter { object.has($0.name) }
        var bodies: [JSONNode] = []
        for name in Distribution.names { if let body = object.node(name) { bodies.append(body) } }
        let minimum = object.node("min")
        let maximum = object.node("max")
        if given.isEmpty, object.reportUnknown("there is no such distribution", among: Distribution.names) { return nil }
        object.finish()
        guard let family = given.first, given.count == 1, let body = bodies.first else {
            let pair = given.map { "`\($0.name)`" }.joined(separator: " and ")
            object.fault(
                given.isEmpty
                    ? "expected a distribution: one of " + Distribution.names.map { "`\($0)`" }.joined(separator: ", ")
                    : "\(pair) stand side by side; keep one (null removes an inherited one)")
            return nil
        }
        let before = context.faults.count
        let distribution = distribution(family, DistributionBody(node: body, path: path.key(family.name), context: context)) {
            limits(minimum, maximum, object, family)
        }
        guard let distribution else { return nil }
        if let ofDates, distribution.ofDates != ofDates {
            object.fault(
                ofDates
                    ? "expected a date or a distribution of dates, and `\(family.name)` is of numbers; give it dates"
                    : "expected a number, and the distribution is of dates; give it numbers")
        }
        guard context.faults.count == before else { return nil }
        if !distribution.hasMass {
            object.fault(
                minimum == nil && maximum == nil
                    ? "can't be computed to a double's precision; choose parameters less extreme"
                    : "has no probability between `min` and `max`, or none that can be computed; move them or the distribution")
            return nil
        }
        return distribution
    }

    private func distribution<Family: DistributionFamily>(
        _ family: Family.Type, _ body: DistributionBody, cutAt limits: () -> (minimum: Double?, maximum: Double?)
    ) -> Distribution? {
        guard let (read, dates) = family.read(body) else { return nil }
        let (minimum, maximum) = limits()
        return Distribution((read as? any UnboundedFamily)?.cut(from: minimum, to: maximum) ?? read, ofDates: dates)
    }

    private func limits(_ minimum: JSONNode?, _ maximum: JSONNode?, _ object: ObjectReader, _ family: any DistributionFamily.Type) -> (
        minimum: Double?, maximum: Double?
    ) {
        func limit(_ node: JSONNode?, _ key: String) -> Double? {
            guard let node else { return nil }
            if family.isBounded {
                object.fault(key: key, "`\(family.name)` is bounded already; remove `\(key)`")
                return nil
            }
            if case .number(let value) = node.content { return value }
            if node.content != .invalid {
                context.faults.add(node.place, object.path.key(key), "expected a plain number, found \(node.kind)")
            }
            return nil
        }
        let (least, most) = (limit(minimum, "min"), limit(maximum, "max"))
        if let least, let most, least >= most {
            object.fault(valueOf: "max", "must be more than `min`, \(ShortestDecimal.text(least)), found \(ShortestDecimal.text(most))")
        }
        return (least, most)
    }
}
