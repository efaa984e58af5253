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

    /// An interval narrower than this part of the prior's 95 % range is narrow.
    static let narrow = 0.5
    /// A best fit nearer to an end than this part of that range is at it.
    static let atEnd = 0.01

    /// - Parameters:
    ///   - profile: that of the observations alone.
    ///   - width: of the prior's 95 % range.
    init(_ profile: ParameterProfile, priorWidth width: Double) {
        func isAt(_ end: ProfileEnd) -> Bool { abs(profile.best - end.value) < Self.atEnd * width }
        switch (profile.low.isOpen, profile.high.isOpen) {
        case (true, true): self = .none
        case (true, false): self = isAt(profile.low) ? .bound : .weak
        case (false, true): self = isAt(profile.high) ? .bound : .weak
        case (false, false): self = profile.high.value - profile.low.value < Self.narrow * width ? .identified : .weak
        }
    }
}
