/// What stands under a distribution's name, read in the forms that families share.
struct DistributionBody {
    let node: JSONNode
    let path: KeyPathText
    let context: ReadingContext

    /// The numbers of the keys of a family's object; nil after a fault.
    func numbers<Family: NamedFamily>(of family: Family.Type) -> [Double]? {
        let name = family.name
        guard var object = ObjectReader(node, path, context, "the parameters of `\(name)`") else { return nil }
        let numbers = family.keys.map { object.plainNumber($0) }
        let bounds = ["min", "max"].filter(object.has)
        for bound in bounds {
            _ = object.node(bound)
            object.fault(
                key: bound,
                family.isBounded
                    ? "`\(name)` is bounded already; remove `\(bound)`" : "`\(bound)` stands beside `\(name)`, not in it; move it there")
        }
        object.finish()
        guard bounds.isEmpty else { return nil }
        // A fault told before, such as that of a null, adds none here; GSL would search for the quantiles of no number for ever.
        return numbers.allSatisfy(\.isFinite) ? numbers : nil
    }

    /// A list of rising numbers or dates; nil after a fault.
    func points(_ usage: String, count: Int) -> ([Double], ofDates: Bool)? {
        guard case .array(let items) = node.content, items.count == count else {
            context.faults.add(node.place, path, "expected \(usage), found \(node.kind)")
            return nil
        }
        guard let (values, dates) = numbersOrDates(items, path) else { return nil }
        guard values[0] < values[values.count - 1], zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            context.faults.add(node.place, path, "\(usage) must rise; put the smallest first")
            return nil
        }
        return (values, dates)
    }

    /// All numbers, or all dates as days since 1 January 1970.
    func numbersOrDates(_ items: [JSONNode], _ path: KeyPathText) -> ([Double], Bool)? {
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
}
