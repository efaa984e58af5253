import Testing

@testable import Numerics

@Suite struct PhiloxTests {
    /// Known answers of Random123 1.14 (kat_vectors, philox4x32 with 10 rounds).
    @Test func knownAnswers() {
        #expect(Philox.words((0, 0, 0, 0), key: (0, 0)) == (0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
        let ones: UInt32 = 0xFFFF_FFFF
        #expect(Philox.words((ones, ones, ones, ones), key: (ones, ones)) == (0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
        #expect(
            Philox.words((0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key: (0xA409_3822, 0x299F_31D0))
                == (0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
    }

    @Test func drawsAreUniformAndOfTheirOwn() {
        let stream = DrawStream(seed: 7, name: "parameters/q")
        let values = (0..<20_000).map { stream.uniform(member: $0) }
        #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
        // Kolmogorov's distance, 99.9 % below 1.95/√n.
        let distance = values.sorted().enumerated().map { max(abs($1 - Double($0) / 20_000), abs($1 - Double($0 + 1) / 20_000)) }.max() ?? 1
        #expect(distance < 1.95 / 20_000.squareRoot())
        let other = DrawStream(seed: 7, name: "parameters/r")
        #expect(values[5] == DrawStream(seed: 7, name: "parameters/q").uniform(member: 5))
        #expect(values[5] != other.uniform(member: 5) && values[5] != DrawStream(seed: 8, name: "parameters/q").uniform(member: 5))
        // Correlation between two streams, of standard error 1/√n.
        let covariance = (0..<20_000).reduce(0.0) { $0 + (values[$1] - 0.5) * (other.uniform(member: $1) - 0.5) } / 20_000
        #expect(abs(covariance * 12) < 4 / 20_000.squareRoot())
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1000, 4097]) func aPermutationMeetsEveryElementOnce(_ count: Int) {
        let permutation = KeyedPermutation(count: count, DrawStream(seed: 1, name: "x"))
        #expect((0..<count).map { permutation[$0] }.sorted() == Array(0..<count))
        if count >= 64 {
            let other = KeyedPermutation(count: count, DrawStream(seed: 2, name: "x"))
            #expect((0..<count).count { permutation[$0] == other[$0] } < 12)
            #expect((0..<count).count { permutation[$0] == $0 } < 12)
        }
    }
}
