internal import Analysis
internal import Numerics
internal import ScenarioFormat

/// What `discover` prints.
public enum DiscoveryText {
    /// Quasi-p values above this are told to be possibly by chance, as Bryant and Lempert do.
    private static let significance = 0.05

    /// What `discover` prints: the condition, the chosen box and why, its bounds, and warnings.
    public static func text(_ discovery: Discovery) -> String {
        let (cases, members) = (Double(discovery.sample.cases), Double(discovery.sample.members))
        var text = "Where \(discovery.condition): \(SummaryText.grouped(cases)) of \(SummaryText.grouped(members)) members\n\n"
        text += why(discovery.boxes, discovery.choice, threshold: discovery.settings.threshold) + "\n"
        if !discovery.chosen.bounds.isEmpty { text += "\n" + bounds(discovery) + "\n" }
        for remark in remarks(discovery.chosen.bounds, discovery.members.quantities) { text += remark + "\n" }
        return text
    }

    /// Which box is chosen and why, in a sentence or two.
    static func why(_ boxes: [DiscoveryBox], _ choice: BoxChoice, threshold: Double) -> String {
        let box = boxes[choice.step]
        let found =
            "covers \(SummaryText.percent(box.coverage)) of the cases, and \(SummaryText.percent(box.density)) of its members are cases"
        if choice.step == 0 {
            return choice.reachesThreshold
                ? "No box is needed: \(SummaryText.percent(box.density)) of all members are cases, as many as a box is to hold."
                : "No box tells cases from other members: no peel leaves a larger share of them."
        }
        let reason =
            choice.reachesThreshold
            ? "of the boxes in which \(SummaryText.percent(threshold)) of the members or more are cases, it covers most cases"
            : "it is the densest, as no box reaches \(SummaryText.percent(threshold)); `--threshold` sets another"
        return "Step \(choice.step) of \(boxes.count - 1) is chosen: \(reason). It \(found)."
    }

    private static func bounds(_ discovery: Discovery) -> String {
        var rows = [["quantity", "from", "to", "members drew", "quasi-p from", "quasi-p to"]]
        for bounds in discovery.chosen.bounds {
            let members = discovery.members
            func value(_ number: Double?) -> String {
                number.map { words($0, isDate: members.areDates[bounds.quantity], members) } ?? ""
            }
            let range = discovery.sample.range(bounds.quantity)
            rows.append([
                discovery.members.quantities[bounds.quantity], value(bounds.low), value(bounds.high),
                "\(value(range.low)) to \(value(range.high))", chance(bounds.quasiPLow), chance(bounds.quasiPHigh),
            ])
        }
        return TextTable.aligned(rows, textColumns: [0])
    }

    /// A drawn value for people: dates as dates.
    static func words(_ value: Double, isDate: Bool, _ results: some RecordedResults) -> String {
        guard isDate, value.magnitude < 1e6, let start = results.scenario["start"]?.text.flatMap({ CalendarDate(iso: $0) }) else {
            return SensitivityText.number(value)
        }
        return start.adding(days: Int(value.rounded(.down))).description
    }

    /// A quasi-p value; nothing where its end is free.
    static func chance(_ value: Double?) -> String { value.map { $0 < 1e-4 ? "< 0.0001" : SensitivityText.number($0) } ?? "" }

    /// What is to be said of bounds that may be there by chance.
    static func remarks(_ bounds: [DiscoveryBox.Bounds], _ names: [String]) -> [String] {
        let doubtful = bounds.filter { max($0.quasiPLow ?? 0, $0.quasiPHigh ?? 0) > significance }.map { names[$0.quantity] }
        if doubtful.isEmpty { return [] }
        return [
            "May be there by chance, with a quasi-p value above \(ShortestDecimal.text(significance)): \(doubtful.joined(separator: ", "))."
        ]
    }
}
