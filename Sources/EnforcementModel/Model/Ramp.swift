internal import Glibc

/// A level that moves exponentially to another, and the shock that its move is to the people concerned.
///
/// level(t) = to + (from − to) e⁻ˣ and hazard(t) = (s e⁻ˣ/τ) / (1 − s (1 − e⁻ˣ)), x = (t − start)/τ: the fraction of the people
/// that the shock has moved is s (1 − e⁻ˣ).
struct Ramp: Equatable {
    /// Unit: days from start of the scenario.
    let start: Double
    let from: Double
    let to: Double
    /// τ. Unit: days.
    let timeConstant: Double
    /// s, the share of the people concerned that moves.
    let share: Double
    /// When it counts as over.
    let end: Double
    /// False once it is over; set by `expire(at:)`, which runs at every restart of the integration.
    private(set) var isActive: Bool

    init(start: Double, from: Double, to: Double, timeConstant: Double, share: Double) {
        self.start = start
        self.from = from
        self.to = to
        self.timeConstant = timeConstant
        self.share = share
        // After its start, or one too short for a double to tell would be over before it had moved anyone.
        end = max(start + Time.timeConstantsToEnd * timeConstant, start.nextUp)
        isActive = from != to || share > 0
    }

    /// A level that doesn't move.
    init(steady level: Double) {
        self.init(start: 0, from: level, to: level, timeConstant: 1, share: 0)
    }

    /// A shock alone: `share` of the people concerned moves.
    static func shock(start: Double, share: Double, timeConstant: Double) -> Ramp {
        Ramp(start: start, from: 0, to: 0, timeConstant: timeConstant, share: share)
    }

    mutating func expire(at time: Double) {
        if time >= end { isActive = false }
    }

    func level(at time: Double) -> Double {
        isActive ? to + (from - to) * exp(-(time - start) / timeConstant) : to
    }

    /// Whether stopping the hazard at the end makes a difference: only a share of 1, or all but 1, leaves anything of it there.
    var endsAbruptly: Bool { isActive && share > 1 - 1e-8 }
}
