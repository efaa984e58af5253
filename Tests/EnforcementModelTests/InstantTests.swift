import Testing

@testable import EnforcementModel

/// Instants are one where no more than 1e-9 days tell them apart.
@Suite struct InstantTests {
    @Test func anInstantSnapsToAWholeDayThatItMissesByRounding() {
        #expect(Instant.snapped(10 + 0.9e-9) == 10 && Instant.snapped(10 - 0.9e-9) == 10)
        #expect(Instant.snapped(-10 - 0.9e-9) == -10 && Instant.snapped(1e-9) == 0)
        for time in [10 + 1.1e-9, 10 - 1.1e-9, 10.5, -0.25] { #expect(Instant.snapped(time) == time) }
    }

    @Test func twoInstantsAreOneWithinTheResolution() {
        #expect(Instant.isOne(3, 3 + 0.9e-9) && Instant.isOne(3 + 0.9e-9, 3) && Instant.isOne(3, 3))
        #expect(Instant.isOne(0, 1e-9) && Instant.isOne(1e-9, 0))
        #expect(!Instant.isOne(3, 3 + 1.1e-9) && !Instant.isOne(3 + 1.1e-9, 3))
    }

    @Test func whatLiesBeforeIsDueAndWhatLiesAheadIsNot() {
        #expect(Instant.isDue(2, by: 3) && Instant.isDue(3, by: 3) && Instant.isDue(3 + 0.9e-9, by: 3))
        #expect(Instant.isDue(1e-9, by: 0))
        #expect(!Instant.isDue(3 + 1.1e-9, by: 3) && !Instant.isDue(.infinity, by: 3))
    }
}
