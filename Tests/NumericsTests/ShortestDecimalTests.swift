import Numerics
import Testing

@Suite struct ShortestDecimalTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (2_000_000.0, "2000000"), (-5.0, "-5"), (0.1, "0.1"), (1e-7, "1e-07"), (1e16, "1e16"),
        (.leastNonzeroMagnitude, "5e-324"), (9_007_199_254_740_991.0, "9007199254740991"), (22.5, "22.5"), (-0.001, "-0.001"),
    ])
    func knownTexts(_ value: Double, _ text: String) {
        #expect(ShortestDecimal.text(value) == text)
    }

    @Test(arguments: [
        (240.0, "240"), (0.05, "0.05"), (2.8805423067739524e-9, "2.88e-9"), (1e-13, "1e-13"), (9.999e-14, "1e-13"),
        (1e308, "1e308"), (0, "0"), (17.54321, "17.543"),
    ])
    func roundedTexts(_ value: Double, _ text: String) {
        #expect(ShortestDecimal.rounded(value) == text)
    }

    @Test func everyTextReadsBack() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(Double(ShortestDecimal.text(value)) == value)
        }
    }
}
