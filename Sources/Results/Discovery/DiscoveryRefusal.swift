public import Analysis
internal import Numerics
internal import ScenarioFormat

/// Why no box can be looked for.
public enum DiscoveryRefusal: Error, CustomStringConvertible {
    case unknownMeasure(String, [String], isDrawn: Bool)
    case nothingDrawn(String)
    /// All members are cases, or none is.
    case onesided(String, CaseCondition, all: Bool, least: Double?, largest: Double?)

    /// Why no box was looked for, with the nearest name or a value to try.
    public var description: String {
        switch self {
        case .unknownMeasure(let name, let measures, let isDrawn):
            if isDrawn {
                return "\(Quoting.quoted(name)) is drawn, and a box is looked for among what is drawn; name a measure that came out"
            }
            let nearest = Self.nearest(to: name, among: measures).map { "did you mean `\($0)`?" }
            let some = measures.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
            return "\(Quoting.quoted(name)) is no measure of members.csv; "
                + (nearest ?? "it has \(some)" + (measures.count > 12 ? " and \(measures.count - 12) more" : ""))
        case .nothingDrawn(let path):
            return
                "\(Quoting.printable(path)): the members drew nothing, so there is nothing that a box could bound; give numbers of the scenario distributions"
        case .onesided(let path, let condition, let all, let least, let largest):
            let range =
                if let least, let largest {
                    "`\(condition.measure)` lies between \(ShortestDecimal.text(least)) and \(ShortestDecimal.text(largest)); choose a value inside"
                } else {
                    "`\(condition.measure)` is undefined in all of them; choose another measure"
                }
            return "\(Quoting.printable(path)): `\(condition)` holds in \(all ? "every member" : "no member"); \(range)"
        }
    }

    /// The measure of the nearest name, or else the first whose own name, without market and service, is near.
    private static func nearest(to name: String, among measures: [String]) -> String? {
        func own(_ measure: String) -> String { measure.split(separator: ".").last.map(String.init) ?? measure }
        return NearestName.nearest(to: name, among: measures)
            ?? NearestName.nearest(to: own(name), among: measures.map(own)).flatMap { near in measures.first { own($0) == near } }
    }
}
