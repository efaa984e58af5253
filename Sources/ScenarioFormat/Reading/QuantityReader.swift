internal import Numerics

/// Reads a number or date that may be a distribution or a parameter.
struct QuantityReader {
    private let context: ReadingContext

    init(_ context: ReadingContext) { self.context = context }

    /// Nil after a fault.
    func number(_ node: JSONNode, _ path: KeyPathText, _ range: NumberRange, allowsNever: Bool) -> Quantity? {
        let never = allowsNever ? ", \"never\"" : ""
        switch node.content {
        case .number(let value): return checked(value, node, path, range)
        case .string("never") where allowsNever: return .constant(.infinity)
        case .object(let members) where members.contains(where: { $0.key == "parameter" && !$0.value.isNull }):
            return parameter(node, path, range, ofDates: false)
        case .object:
            guard let distribution = DistributionReader(context).read(node, path, ofDates: false) else { return nil }
            guard support(of: distribution, isInside: range, node, path, named: nil) else { return nil }
            return .uncertain(context.addUncertain(path, distribution))
        case .string(let text) where JSONReader.isNumber(text):
            context.faults.add(node.place, path, "expected a number, found the text \(Quoting.quoted(text)); remove the quotes")
        case .invalid: break
        default:
            context.faults.add(node.place, path, "expected a number\(never), a distribution or a parameter, found \(node.kind)")
        }
        return nil
    }

    /// Nil after a fault.
    func date(_ node: JSONNode, _ path: KeyPathText) -> Quantity? {
        switch node.content {
        case .object(let members) where members.contains(where: { $0.key == "parameter" && !$0.value.isNull }):
            return parameter(node, path, .any, ofDates: true)
        case .object:
            return DistributionReader(context).read(node, path, ofDates: true).map { .uncertain(context.addUncertain(path, $0)) }
        default:
            return Self.day(node, path, context).map { .constant($0) }
        }
    }

    /// A plain date in days since 1 January 1970; nil after a fault.
    static func day(_ node: JSONNode, _ path: KeyPathText, _ context: ReadingContext) -> Double? {
        switch node.content {
        case .string(let text):
            if let date = CalendarDate(iso: text) { return Double(date.dayNumber) }
            let hasForm = CalendarDate.hasISOForm(Array(text.utf8))
            context.faults.add(
                node.place, path,
                hasForm
                    ? "\(Quoting.quoted(text)) is no date of the calendar"
                    : "expected a date YYYY-MM-DD, such as \"2018-04-16\", found the text \(Quoting.quoted(text))")
        case .invalid: break
        default: context.faults.add(node.place, path, "expected a date YYYY-MM-DD, such as \"2018-04-16\", found \(node.kind)")
        }
        return nil
    }

    private func checked(_ value: Double, _ node: JSONNode, _ path: KeyPathText, _ range: NumberRange, named name: String? = nil)
        -> Quantity?
    {
        if range.contains(value) { return .constant(value) }
        let which = name.map { "the parameter `\($0)`, " } ?? ""
        context.faults.add(node.place, path, "must be \(range), found \(which)\(ShortestDecimal.text(value))")
        return nil
    }

    private func support(
        of distribution: Distribution, isInside range: NumberRange, _ node: JSONNode, _ path: KeyPathText, named name: String?
    ) -> Bool {
        let support = distribution.support
        let values = distribution.discreteValues
        if range.contains(support), !range.whole || values.map({ $0.allSatisfy(range.contains) }) ?? false { return true }
        let which = name.map { "the parameter `\($0)` " } ?? "the distribution "
        if range.whole, values == nil {
            context.faults.add(node.place, path, "must be \(range), and \(which)takes fractions too; use `discrete`")
            return false
        }
        let bounded = values == nil && (support.upperOpen || support.lowerOpen) ? "; `min` and `max` beside its name bound it" : ""
        let taken = support == .any ? "any value" : "values that are \(support)"
        context.faults.add(node.place, path, "must be \(range), and \(which)takes \(taken)\(bounded)")
        return false
    }

    private func parameter(_ node: JSONNode, _ path: KeyPathText, _ range: NumberRange, ofDates: Bool) -> Quantity? {
        guard var object = ObjectReader(node, path, context, "a parameter"), let name = object.text("parameter") else { return nil }
        object.finish()
        guard let parameter = context.use(name) else {
            let names = context.parameters.map(\.name)
            let problem = "is no parameter of this scenario" + (names.isEmpty ? "; define it in `parameters`" : "")
            object.unknownName(name, at: "parameter", problem, among: names)
            return nil
        }
        switch parameter.value {
        case .number(let value) where !ofDates: return checked(value, node, path, range, named: name)
        case .date(let day) where ofDates: return .constant(day)
        case .distribution(let distribution, let index) where distribution.ofDates == ofDates:
            return ofDates || support(of: distribution, isInside: range, node, path, named: name) ? .uncertain(index) : nil
        case .faulty: return nil
        default:
            let (wanted, given) = ofDates ? ("a date", "a number") : ("a number", "a date")
            context.faults.add(node.place, path, "expected \(wanted), and the parameter `\(name)` is \(given)")
            return nil
        }
    }
}
