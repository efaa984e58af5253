import Testing

@testable import ScenarioFormat

@Suite struct DistributionTests {
    static let levels = [0.001, 0.1, 0.5, 0.73, 0.999]

    /// Quantiles at those levels by SciPy 1.17 (`ppf`; where truncated, `ppf` or `isf` within the bounds).
    static let scipy: [(json: String, quantiles: [Double])] = [
        (#""uniform": [2, 5]"#, [2.003, 2.3, 3.5, 4.1899999999999995, 4.997]),
        (#""triangular": [1, 2, 6]"#, [1.0707106781186548, 1.7071067811865477, 2.8377223398316205, 3.67620999227555, 5.858578643762691]),
        (#""pert": [1, 2, 6]"#, [1.0315698708392351, 1.4495106522962082, 2.3833612969625944, 3.005196884337238, 5.2877578436933925]),
        (#""normal": {"mean": 3, "sd": 2}"#, [-3.1804646123356264, 0.43689686891079926, 3.0, 4.225625982033255, 9.180464612335626]),
        (
            #""lognormal": {"median": 5, "sigma": 0.55}"#,
            [0.913757686460735, 2.4709051756577614, 5.0, 7.004025516106237, 27.359550973335942]
        ),
        (
            #""beta": {"alpha": 0.6, "beta": 2.7}"#,
            [3.3018148921463886e-06, 0.007167942945701134, 0.1180782843224333, 0.2591475722828505, 0.8955875247305641]
        ),
        (
            #""gamma": {"shape": 2.5, "scale": 3}"#,
            [0.3153189039438288, 2.4154619804434843, 6.52719028664329, 9.586664020318532, 30.772508478649307]
        ),
        (
            #""exponential": {"mean": 4}"#,
            [0.004002001334334134, 0.42144206263130524, 2.772588722239781, 5.237333279935049, 27.631021115928544]
        ),
        (
            #""weibull": {"shape": 1.5, "scale": 3}"#,
            [0.03001000583741053, 0.6692265769107513, 2.3496593063239537, 3.590498376563501, 10.881260737018428]
        ),
        (
            #""normal": {"mean": 3, "sd": 2}, "min": 0, "max": 4"#,
            [0.009611188068282761, 0.7403285637423576, 2.384492357702009, 3.114392368146186, 3.996453052156011]
        ),
        (
            #""lognormal": {"median": 1.6, "sigma": 0.4}, "min": 1"#,
            [1.0017567131712204, 1.1556302602734916, 1.6995934160050201, 2.1289303155258206, 5.591251560707088]
        ),
        (
            #""gamma": {"shape": 2.5, "scale": 3}, "max": 5"#,
            [0.2053415034764292, 1.456433117594051, 3.263204961228463, 4.074865430502133, 4.996553253444264]
        ),
        (
            #""exponential": {"mean": 4}, "min": 1, "max": 30"#,
            [1.0039991577942484, 1.4211264420219714, 3.769749032902425, 6.229660239585053, 26.486301129779857]
        ),
        (
            #""weibull": {"shape": 1.5, "scale": 3}, "min": 2"#,
            [2.0024499651667105, 2.250398392782752, 3.4579042819096224, 4.526980844780411, 11.445633618619416]
        ),
        (
            #""normal": {"mean": 0, "sd": 1}, "min": 9"#,
            [9.000109841558169, 9.011559993479183, 9.075787065491834, 9.142643945756834, 9.729491851967582]
        ),
        // Far in the lower tail, by its closed form: 1 − Q would lose the mass.
        (
            #""weibull": {"shape": 7.656, "scale": 19.649}, "max": 0.19887"#,
            [0.08067142787188457, 0.14721523745620674, 0.181656016468217, 0.19086090674076941, 0.19884401299620516]
        ),
    ]

    private func read(_ json: String) throws -> Distribution {
        let faults = FaultCollector(SourceFiles())
        let bytes = Array(("{" + json + "}").utf8)
        let node = try #require(JSONReader.read(bytes, file: faults.files.add("test", bytes), faults: faults))
        return try #require(DistributionReader(ReadingContext(faults)).read(node, .root, ofDates: nil), "\(faults.failure())")
    }

    @Test(arguments: scipy) func quantilesAgreeWithSciPy(_ json: String, _ quantiles: [Double]) throws {
        let distribution = try read(json)
        for (u, expected) in zip(Self.levels, quantiles) {
            #expect(abs(distribution.quantile(u) - expected) < 1e-9 * max(1, abs(expected)), "at \(u)")
        }
    }

    @Test func discreteTakesTheFirstValueThatReachesU() throws {
        let distribution = try read(#""discrete": {"values": [7, 3, 5], "weights": [1, 0, 3]}"#)
        #expect([0.1, 0.25, 0.2501, 0.999].map { distribution.quantile($0) } == [7, 7, 5, 5])
        #expect(distribution.support == .closed(5, 7))
    }

    @Test func datesCountInDays() throws {
        let distribution = try read(#""uniform": ["2018-01-01", "2019-12-31"]"#)
        #expect(distribution.ofDates)
        #expect(distribution.quantile(0.5) == 17532 + 364.5)
    }

    @Test func theMedianOfALognormalIsExact() throws {
        for median in [95.0, 7, 0.3, 1e6] {
            #expect(try read(#""lognormal": {"median": \#(median), "sigma": 0.4}"#).quantile(0.5) == median)
        }
    }
}
