/// One of several values.
struct Discrete: DistributionFamily {
    static let name = "discrete"
    static let about = "One of the values, each as likely as its share of the weights"
    static let usage = "{values, weights}"
    static let hasDates = true
    let values: [Double]
    let weights: [Double]

    static func read(_ body: DistributionBody) -> (family: Discrete, ofDates: Bool)? {
        let (path, context) = (body.path, body.context)
        guard var object = ObjectReader(body.node, path, context, "`values` and `weights`") else { return nil }
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
        guard let (numbers, dates) = body.numbersOrDates(valueItems, path.key("values")),
            let (shares, weightsAreDates) = body.numbersOrDates(weightItems, path.key("weights"))
        else { return nil }
        guard !weightsAreDates, shares.allSatisfy({ $0 >= 0 }), shares.reduce(0, +) > 0, shares.reduce(0, +).isFinite else {
            context.faults.add(weights.place, path.key("weights"), "weights must be 0 or more, and one of them more than 0")
            return nil
        }
        return (Discrete(values: numbers, weights: shares), dates)
    }

    static func schema(_ form: SchemaForm, of kind: SchemaForm.Kind) -> JSONText {
        let weights: JSONText = [
            "description": "As many weights, 0 or more, one of them more.", "type": form.type("array"), "minItems": 1,
            "items": ["type": "number", "minimum": 0],
        ]
        return form.object(
            about + ".", required: ["values", "weights"],
            [("values", SchemaForm.list(kind, ["description": "The values.", "type": form.type("array")])), ("weights", weights)])
    }

    var discreteValues: [Double]? { values }

    var support: NumberRange {
        let drawn = zip(values, weights).filter { $0.1 > 0 }.map(\.0)
        return .closed(drawn.min() ?? 0, drawn.max() ?? 0)
    }

    func quantile(_ u: Double) -> Double {
        let total = weights.reduce(0, +)
        var cumulative = 0.0
        for (value, weight) in zip(values, weights) where weight > 0 {
            cumulative += weight
            if cumulative >= u * total { return value }
        }
        return values.last ?? .nan
    }
}
