/// What observations say about a parameter, in plain words.
public enum FitVerdict: String, CaseIterable, Sendable {
    /// They alone bound it on both sides, to less than half of what the prior leaves.
    case identified
    /// They bound it on one side only, or more widely than that.
    case weak = "weakly identified"
    /// They alone bound it on neither side: what is known of it is the prior.
    case none = "not identified"
    /// They fit best at an end of its range.
    case bound = "at its bound"

    /// Part of the width of the prior's 95 % range below which an interval is narrow.
    static let narrow = 0.5
    /// The best fit is at an end where it is within this many scores of it.
    static let atEnd = 0.5

    /// - Parameter profile: that of the observations alone.
    init(_ profile: ParameterProfile, width: Double) {
        switch (profile.low.isOpen, profile.high.isOpen) {
        case (true, true): self = .none
        case (true, false): self = profile.best < -FreeParameter.reach + Self.atEnd ? .bound : .weak
        case (false, true): self = profile.best > FreeParameter.reach - Self.atEnd ? .bound : .weak
        case (false, false): self = width < Self.narrow ? .identified : .weak
        }
    }
}
