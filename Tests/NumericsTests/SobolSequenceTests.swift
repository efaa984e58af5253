import Testing

@testable import Numerics

@Suite struct SobolSequenceTests {
    private let sequence = SobolSequence(dimensions: SobolSequence.dimensionLimit)

    /// Points of scipy.stats.qmc.Sobol(160, scramble=False), SciPy 1.17, in dimensions 0, 1, 2, 9, 50 and 159.
    @Test(arguments: [
        (0, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]), (1, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]), (5, [0.875, 0.875, 0.125, 0.125, 0.625, 0.125]),
        (77, [0.8359375, 0.8359375, 0.0078125, 0.4296875, 0.2421875, 0.9140625]),
        (255, [0.00390625, 0.99609375, 0.76953125, 0.35546875, 0.27734375, 0.94921875]),
    ])
    func pointsAreThoseOfSciPy(_ index: Int, _ point: [Double]) {
        #expect([0, 1, 2, 9, 50, 159].map { sequence.point(index, $0) } == point)
    }

    /// 2ᵏ points have one in each of 2ᵏ equal intervals, scrambled or not.
    @Test(arguments: [0, 1, 7, 80, 159]) func pointsAreSpreadEvenly(_ dimension: Int) {
        let stream = DrawStream(seed: 3, name: "x")
        let scrambled = (0..<256).map { sequence.scrambled($0, dimension, by: stream) }
        #expect(Set(scrambled.map { Int($0 * 256) }).count == 256)
        #expect(Set((0..<256).map { Int(sequence.point($0, dimension) * 256) }).count == 256)
        let other = (0..<256).map { sequence.scrambled($0, dimension, by: DrawStream(seed: 4, name: "x")) }
        #expect(zip(scrambled, other).count { $0 == $1 } == 0)
    }
}
