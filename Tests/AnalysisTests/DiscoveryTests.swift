import Testing

@testable import Analysis

@Suite struct CaseConditionTests {
    @Test(arguments: [
        ("m.s.share_lost_at_end > 0.3", "m.s.share_lost_at_end > 0.3"), ("m.s.x>=1e6", "m.s.x >= 1e6"), ("  m.s.x  <  -2 ", "m.s.x < -2"),
        ("m.s.x <= 0", "m.s.x <= 0"),
    ])
    func conditionsAreRead(_ text: String, _ written: String) { #expect(CaseCondition(text)?.description == written) }

    @Test(arguments: [
        "", "m.s.x", "> 1", "m.s.x >", "m.s.x => 1", "m.s.x == 1", "m.s.x > inf", "m.s.x > 0x10", "m.s.x > 1 < 2", "m.s.x >> 1",
    ])
    func otherTextIsNone(_ text: String) { #expect(CaseCondition(text) == nil) }

    @Test func comparisonsDifferAtTheValue() throws {
        for (comparison, holds) in [
            (">", [false, false, true]), (">=", [false, true, true]), ("<", [true, false, false]), ("<=", [true, true, false]),
        ] {
            let condition = try #require(CaseCondition("m.s.x \(comparison) 0.5"))
            #expect([0.4, 0.5, 0.6].map { condition.holds($0) } == holds)
            #expect(!condition.holds(nil))
        }
    }
}

@Suite struct PatientRuleInductionTests {
    /// A grid of 40 × 40 in which the cases are a rectangle.
    private func sample(_ isCase: (Int, Int) -> Bool) -> LabelledSample {
        let cells = (0..<1600).map { ($0 / 40, $0 % 40) }
        let third = cells.map { Double(($0 * 7 + $1 * 13) % 11) }
        return LabelledSample(values: [cells.map { Double($0.0) }, cells.map { Double($0.1) }, third], isCase: cells.map(isCase))
    }

    @Test func aRectangleIsFound() throws {
        let sample = sample { 10..<25 ~= $0 && $1 >= 28 }
        let boxes = PatientRuleInduction(sample, alpha: 0.05, minimumMass: 0.05).trajectory()
        #expect(boxes[0].bounds.isEmpty && boxes[0].coverage == 1 && boxes[0].mass == 1)
        let choice = BoxChoice(boxes, threshold: 1)
        let box = boxes[choice.step]
        #expect(choice.reachesThreshold && box.coverage == 1 && box.density == 1 && box.cases == 15 * 12)
        #expect(box.bounds.map(\.quantity) == [0, 1])
        // Halfway between the last member outside and the first inside.
        #expect(box.bounds[0].low == 9.5 && box.bounds[0].high == 24.5)
        #expect(box.bounds[1].low == 27.5 && box.bounds[1].high == nil && box.bounds[1].quasiPHigh == nil)
        #expect(box.bounds.allSatisfy { ($0.quasiPLow ?? 0) < 1e-10 })
    }

    @Test func boxesStayAboveTheLeastMass() {
        let boxes = PatientRuleInduction(sample { $0 == 3 && $1 == 4 }, alpha: 0.1, minimumMass: 0.2).trajectory()
        #expect(boxes.allSatisfy { $0.mass >= 0.2 })
        #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.density < $1.density })
    }

    /// Halfway between neighbours, past ties.
    @Test func quantilesStandBetweenMembers() {
        #expect(PatientRuleInduction.quantile([1, 2, 3, 4], 0.05) == 1.5)
        #expect(PatientRuleInduction.quantile([1, 2, 3, 4], 0.95) == 3.5)
        #expect(PatientRuleInduction.quantile([1, 1, 1, 4], 0.05) == 2.5)
        #expect(PatientRuleInduction.quantile([1, 4, 4, 4], 0.95) == 2.5)
        #expect(PatientRuleInduction.quantile([2, 2], 0.05) == 2)
    }

    /// scipy.stats.binomtest(k, n, p, alternative="greater"), SciPy 1.17.
    @Test(arguments: [(10, 7, 0.5, 0.171875), (100, 30, 0.2, 0.011248978720991), (5, 0, 0.3, 1)])
    func chancesAreThoseOfTheBinomial(_ members: Int, _ cases: Int, _ chance: Double, _ expected: Double) {
        #expect(abs(DiscoveryBox.quasiP(members: members, cases: cases, chance: chance) - expected) < 1e-12)
    }

    @Test func theChoiceFollowsItsRule() {
        func box(_ coverage: Double, _ density: Double) -> DiscoveryBox {
            DiscoveryBox(step: .peel, bounds: [], members: 1, cases: 1, coverage: coverage, density: density, mass: 1)
        }
        let boxes = [box(1, 0.2), box(0.9, 0.8), box(0.9, 0.85), box(0.5, 0.95), box(0.4, 0.95)]
        #expect(BoxChoice(boxes, threshold: 0.8) == BoxChoice(boxes, threshold: 0.81))
        #expect(BoxChoice(boxes, threshold: 0.8).step == 2)
        #expect(BoxChoice(boxes, threshold: 0.9).step == 3)
        let densest = BoxChoice(boxes, threshold: 0.99)
        #expect(densest.step == 3 && !densest.reachesThreshold)
    }
}
