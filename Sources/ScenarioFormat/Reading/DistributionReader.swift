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
        let given = DistributionName.allCases.filter { object.has($0.rawValue) }
        var bodies: [JSONNode] = []
        for family in DistributionName.allCases { if let body = object.node(family.rawValue) { bodies.append(body) } }
        let minimum = object.node("min")
        let maximum = object.node("max")
        let names = DistributionName.allCases.map(\.rawValue)
        if given.isEmpty, object.reportUnknown("there is no such distribution", among: names) { return nil }
        object.finish()
        guard let family = given.first, given.count == 1, let body = bodies.first else {
            let pair = given.map { "`\($0.rawValue)`" }.joined(separator: " and ")
            object.fault(
                given.isEmpty
                    ? "expected a distribution: one of " + names.map { "`\($0)`" }.joined(separator: ", ")
                    : "\(pair) stand side by side; keep one (null removes an inherited one)")
            return nil
        }
        let before = context.faults.count
        let bodyPath = path.key(family.rawValue)
        guard let (shape, dates) = shape(family, body, bodyPath, ofDates) else { return nil }
        let bounds = limits(minimum, maximum, object, family)
        let distribution = Distribution(shape, minimum: bounds.minimum, maximum: bounds.maximum, ofDates: dates)
        if let ofDates, dates != ofDates {
            object.fault(
                ofDates
                    ? "expected a date or a distribution of dates, and `\(family.rawValue)` is of numbers; give it dates"
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

    private func shape(_ family: DistributionName, _ body: JSONNode, _ path: KeyPathText, _ ofDates: Bool?) -> (Distribution.Family, Bool)?
    {
        if family == .discrete { return discrete(body, path) }
        guard let names = family.points else { return named(family, body, path).map { ($0, false) } }
        guard let (v, dates) = points(body, path, names) else { return nil }
        switch family {
        case .uniform: return (.uniform(lower: v[0], upper: v[1]), dates)
        case .triangular: return (.triangular(lower: v[0], mode: v[1], upper: v[2]), dates)
        default: return (.pert(lower: v[0], mode: v[1], upper: v[2]), dates)
        }
    }

    /// The distributions whose parameters stand in an object.
    private func named(_ family: DistributionName, _ body: JSONNode, _ path: KeyPathText) -> Distribution.Family? {
        guard var object = ObjectReader(body, path, context, "the parameters of `\(family.rawValue)`") else { return nil }
        let v = family.parameters.map { object.plainNumber($0) }
        object.finish()
        // A fault told before, such as that of a null, adds none here; GSL would search for the quantiles of no number for ever.
        guard v.allSatisfy(\.isFinite) else { return nil }
        switch family {
        case .normal: return .normal(mean: v[0], sd: v[1])
        case .lognormal: return .lognormal(median: v[0], sigma: v[1])
        case .beta: return .beta(alpha: v[0], beta: v[1])
        case .gamma: return .gamma(shape: v[0], scale: v[1])
        case .exponential: return .exponential(mean: v[0])
        default: return .weibull(shape: v[0], scale: v[1])
        }
    }

    /// A list of rising numbers or dates.
    private func points(_ body: JSONNode, _ path: KeyPathText, _ names: [String]) -> ([Double], Bool)? {
        guard case .array(let items) = body.content, items.count == names.count else {
            context.faults.add(body.place, path, "expected [\(names.joined(separator: ", "))], found \(body.kind)")
            return nil
        }
        guard let (values, dates) = numbersOrDates(items, path) else { return nil }
        guard values[0] < values[values.count - 1], zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            context.faults.add(body.place, path, "[\(names.joined(separator: ", "))] must rise; put the smallest first")
            return nil
        }
        return (values, dates)
    }

    private func discrete(_ body: JSONNode, _ path: KeyPathText) -> (Distribution.Family, Bool)? {
        guard var object = ObjectReader(body, path, context, "`values` and `weights`") else { return nil }
        let values = object.required("values", "the list of values")
        let weights = object.required("weights", "the list of their weights")
        object.finish()
        guard let values, let weights else { return nil }
        guard case .array(let valueItems) = values.content, !valueItems.isEmpty else {
            context.faults.add(values.place, path.key("values"), "expected a list of values, found \(values.kind)")
            return nil
        }
        guard case .array(let weightItems) = weights.content, weightItems.count == valueItems.count else {
            context.faults.add(
                weights.place, path.key("weights"),
                "expected a list of \(valueItems.count) weights, one for each value, found \(weights.kind)")
            return nil
        }
        guard let (numbers, dates) = numbersOrDates(valueItems, path.key("values")),
            let (shares, weightsAreDates) = numbersOrDates(weightItems, path.key("weights"))
        else { return nil }
        guard !weightsAreDates, shares.allSatisfy({ $0 >= 0 }), shares.reduce(0, +) > 0, shares.reduce(0, +).isFinite else {
            context.faults.add(weights.place, path.key("weights"), "weights must be 0 or more, and one of them more than 0")
            return nil
        }
        return (.discrete(values: numbers, weights: shares), dates)
    }

    /// All numbers, or all dates as days since 1 January 1970.
    private func numbersOrDates(_ items: [JSONNode], _ path: KeyPathText) -> ([Double], Bool)? {
        let dates = if case .string? = items.first?.content { true } else { false }
        var values: [Double] = []
        for (i, item) in items.enumerated() {
            if dates {
                if let day = QuantityReader.day(item, path.index(i), context) { values.append(day) }
            } else if case .number(let value) = item.content {
                values.append(value)
            } else if item.content != .invalid {
                context.faults.add(item.place, path.index(i), "expected a plain number, found \(item.kind)")
            }
        }
        return values.count == items.count ? (values, dates) : nil
    }

    private func limits(_ minimum: JSONNode?, _ maximum: JSONNode?, _ object: ObjectReader, _ family: DistributionName) -> (
        minimum: Double?, maximum: Double?
    ) {
        func limit(_ node: JSONNode?, _ key: String) -> Double? {
            guard let node else { return nil }
            if family.isBounded {
                object.fault(key: key, "`\(family.rawValue)` is bounded already; remove `\(key)`")
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
