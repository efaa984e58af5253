import Testing

@testable import Numerics

@Suite struct LogLinearHistogramTests {
    private let levels = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]

    private func exact(_ values: [Double], _ q: Double) -> Double {
        let sorted = values.sorted()
        return sorted[min(max(Int((q * Double(values.count)).rounded(.up)), 1), values.count) - 1]
    }

    @Test(arguments: [1, 2, 10, 999, 5000]) func quantilesAreWithinTheStatedError(_ count: Int) {
        var generator = SystemRandomNumberGenerator()
        let values = (0..<count).map { i -> Double in
            switch i % 7 {
            case 0: 0
            case 1: -Double.random(in: 0..<1e9, using: &generator)
            case 2: Double.random(in: 0..<1e-9, using: &generator)
            default:
                Double(sign: .plus, exponent: .random(in: -20...40, using: &generator), significand: .random(in: 1..<2, using: &generator))
            }
        }
        var histogram = LogLinearHistogram()
        for value in values { histogram.add(value) }
        #expect(histogram.count == UInt64(count))
        for q in levels {
            let (found, expected) = (histogram.quantile(q) ?? .nan, exact(values, q))
            #expect(
                abs(found - expected) <= max(LogLinearHistogram.relativeError * abs(expected), LogLinearHistogram.smallest),
                "\(q): \(found), exact \(expected)")
        }
    }

    @Test func mergingInAnyOrderIsTheSame() {
        var generator = SystemRandomNumberGenerator()
        let values = (0..<3000).map { _ in Double.random(in: -5...100, using: &generator) }
        var (whole, parts) = (LogLinearHistogram(), [LogLinearHistogram](repeating: .init(), count: 3))
        for (i, value) in values.enumerated() {
            whole.add(value)
            parts[i % 3].add(value)
        }
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            var merged = LogLinearHistogram()
            for i in order { merged.add(parts[i]) }
            #expect(merged == whole)
        }
    }

    @Test func countsBeyondSixteenBitsAreKept() throws {
        // Of three values in two octaves far apart, two more often than 16 bits can count.
        let values = [(3.0, 200_000), (3.5, 70_000), (1e9, 65_537)]
        var (once, twice) = (LogLinearHistogram(), LogLinearHistogram())
        for (value, count) in values.reversed() { for _ in 0..<count { once.add(value) } }
        twice.add(once)
        twice.add(once)
        #expect(twice.count == 2 * once.count && once.count == 335_537)
        for (q, expected) in [(0.1, 3.0), (0.59, 3.0), (0.6, 3.5), (0.8, 3.5), (0.81, 1e9)] {
            for histogram in [once, twice] {
                #expect(abs((histogram.quantile(q) ?? .nan) - expected) <= LogLinearHistogram.relativeError * expected, "\(q)")
            }
        }
        var writer = ByteWriter()
        twice.write(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try LogLinearHistogram(from: &reader) == twice && reader.isAtEnd)
    }

    @Test func aConstantIsItsOwnQuantile() {
        var histogram = LogLinearHistogram()
        for _ in 0..<9 { histogram.add(2_000_000) }
        #expect(histogram.quantile(0.05) == 2_000_000 && histogram.quantile(0.95) == 2_000_000)
    }

    @Test func nothingHasNoQuantile() { #expect(LogLinearHistogram().quantile(0.5) == nil) }
}
