import Testing

@testable import EnforcementModel

@Suite struct PairStatusTests {
    /// Every status by its three places, in order.
    private static let all: [(places: (access: Int, stage: Int, registry: Int), status: PairStatus)] = (0..<3).flatMap { a in
        (0..<6).flatMap { s in
            (0..<3).map { r in
                var status = PairStatus()
                status.access = [.open, .blocked, .withdrawn][a]
                status.stage = [.none, .threatened, .requested, .warned, .fined, .ordered][s]
                status.registry = [.none, .registered, .complied][r]
                return ((a, s, r), status)
            }
        }
    }

    @Test func codesCountAllStatusesAndLeadBackToThem() {
        #expect(PairStatus.codes == 54)
        #expect(Self.all.map { Int($0.status.code) } == Array(0..<54))
        for (code, (places, _)) in Self.all.enumerated() {
            let found = PairStatus.places(ofCode: code)
            #expect(found.access == places.access && found.stage == places.stage && found.registry == places.registry)
        }
    }

    /// At risk while the stage is requested or more, or access is blocked.
    @Test func atRiskFromRequestsOnAndWhileBlocked() {
        for (places, status) in Self.all { #expect(status.isAtRisk == (places.stage >= 2 || places.access == 1)) }
    }
}
