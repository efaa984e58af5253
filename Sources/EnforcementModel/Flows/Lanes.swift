internal import Glibc
internal import Numerics

/// One number of each of the members that are computed at once: of one as a `Double`, of eight as a `SIMD8<Double>`.
///
/// The equations are written once, over this; the optimizer makes a version for each.
protocol Lanes: Sendable {
    init(repeating value: Double)
    subscript(lane lane: Int) -> Double { get set }

    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self

    /// e to a power.
    static func exponential(_ power: Self) -> Self
    /// The number, or 0 where that is larger.
    var atLeastZero: Self { get }
    /// The number, or 0 where it lies below that by no more than `tolerance`.
    func zeroedFromBelow(by tolerance: Double) -> Self
    /// The part that this is of `whole`; 0 where `whole` isn't above 0.
    func share(of whole: Self) -> Self
    /// A function of this and another number, lane by lane: for what is rare.
    func combined(with other: Self, _ function: (Double, Double) -> Double) -> Self
}

extension Lanes {
    @inline(__always) static var allZero: Self { Self(repeating: 0) }
    @inline(__always) static var allOne: Self { Self(repeating: 1) }

    /// One number a lane.
    init(lanes: [Double]) {
        self.init(repeating: 0)
        for (lane, value) in lanes.enumerated() { self[lane: lane] = value }
    }
}

extension Double: Lanes {
    @inline(__always) init(repeating value: Double) { self = value }
    @inline(__always) subscript(lane lane: Int) -> Double {
        get { self }
        set { self = newValue }
    }
    @inline(__always) static func exponential(_ power: Double) -> Double { exp(power) }
    @inline(__always) var atLeastZero: Double { max(0, self) }
    @inline(__always) func zeroedFromBelow(by tolerance: Double) -> Double { self < 0 && self >= -tolerance ? 0 : self }
    @inline(__always) func share(of whole: Double) -> Double { whole > 0 ? self / whole : 0 }
    @inline(__always) func combined(with other: Double, _ function: (Double, Double) -> Double) -> Double { function(self, other) }
}

extension SIMD8<Double>: Lanes {
    @inline(__always) subscript(lane lane: Int) -> Double {
        get { self[lane] }
        set { self[lane] = newValue }
    }
}
