/// Why a scenario can't be fitted, every fault in a sentence without a full stop.
public enum FitFailure: Error, Equatable, CustomStringConvertible {
    /// Names that can't be freed.
    case names([String])
    /// Observations that can't be fitted to, or don't inform what is free.
    case observations([String])
    /// The model can't be computed where the search would begin.
    case notComputed(String)

    /// Every fault, in a sentence without a full stop.
    public var faults: [String] {
        switch self {
        case .names(let faults), .observations(let faults): faults
        case .notComputed(let fault): [fault]
        }
    }

    /// Every fault, a line each.
    public var description: String { faults.joined(separator: "\n") }
}
