internal import Glibc

/// What threats and blocks have added to people's awareness of a service, decaying exponentially.
struct Awareness: Equatable {
    /// Unit: days.
    let decayDays: Double
    /// When it was last added to, and S then.
    private(set) var start = 0.0
    private(set) var amplitude = 0.0

    init(decayDays: Double) { self.decayDays = decayDays }

    /// S at a time not before the last addition.
    func value(at time: Double) -> Double {
        amplitude > 0 ? amplitude * exp(-(time - start) / decayDays) : 0
    }

    mutating func add(_ amount: Double, at time: Double) {
        guard amount > 0 else { return }
        amplitude = value(at: time) + amount
        start = time
    }
}
