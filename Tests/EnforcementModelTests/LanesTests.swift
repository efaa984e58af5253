import Testing

@testable import EnforcementModel

/// What numbers of one member and of eight side by side have in common.
@Suite struct LanesTests {
    private let values = [-2, -1e-9, -0.0, 0, 1e-9, 1, 3, 8]

    /// The same for one number as for that number among eight.
    private func check(_ expected: [Double], _ one: (Double) -> Double, _ eight: (SIMD8<Double>) -> SIMD8<Double>) {
        let lanes = eight(SIMD8(lanes: values))
        for (lane, value) in expected.enumerated() { #expect(one(values[lane]) == value && lanes[lane] == value) }
    }

    @Test func atLeastZero() {
        check([0, 0, 0, 0, 1e-9, 1, 3, 8], { $0.atLeastZero }, { $0.atLeastZero })
    }

    @Test func zeroedFromBelow() {
        check([-2, 0, 0, 0, 1e-9, 1, 3, 8], { $0.zeroedFromBelow(by: 1e-6) }, { $0.zeroedFromBelow(by: 1e-6) })
        check([0, 0, 0, 0, 1e-9, 1, 3, 8], { $0.zeroedFromBelow(by: 2) }, { $0.zeroedFromBelow(by: 2) })
    }

    @Test func theShareOfAWhole() {
        check([0, 0, 0, 0, 4 / 1e-9, 4, 4.0 / 3, 0.5], { Double(4).share(of: $0) }, { SIMD8(repeating: 4).share(of: $0) })
    }

    @Test func lanesKeepTheirNumbers() {
        var lanes = SIMD8<Double>(lanes: values)
        lanes[lane: 3] = 7
        for lane in 0..<8 { #expect(lanes[lane: lane] == (lane == 3 ? 7 : values[lane])) }
        var one = Double(lanes: [5])
        #expect(one[lane: 0] == 5)
        one[lane: 0] = 6
        #expect(one == 6)
    }

    @Test func combinedLaneByLane() {
        check([-6, -2 - 1e-9, -2, -2, 1e-9 - 2, -1, 1, 6], { $0.combined(with: $0 < -1 ? 4 : 2) { $0 - $1 } }) {
            $0.combined(with: SIMD8(4, 2, 2, 2, 2, 2, 2, 2)) { $0 - $1 }
        }
    }
}
