/// Instants in days from start, as sums of dates and delays make them: equal where only rounding tells them apart.
enum Instant {
    /// A tenth of a millisecond: far more than rounding, far less than anything that matters. Unit: days.
    private static let resolution = 1e-9

    /// The instant, at 00:00 exactly where it is that but for rounding.
    static func snapped(_ time: Double) -> Double {
        abs(time - time.rounded()) <= resolution ? time.rounded() : time
    }

    /// Whether two instants are the same.
    static func isOne(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= resolution }

    /// Whether what is due at an instant is due by `time`.
    static func isDue(_ due: Double, by time: Double) -> Bool { due <= time + resolution }
}
