import TestSupport
import Testing

@testable import ScenarioFormat

/// The tables of parameters, held against each other and against what the model needs of them.
@Suite struct ParameterTests {
    /// Nothing and never need no source; any other number is somebody's judgement.
    @Test func everyDefaultHasItsSource() {
        for parameter in Parameter.all {
            guard case .value(let value, let source) = parameter.fallback else { continue }
            #expect(source.isEmpty == (value == 0 || value == .infinity), "\(parameter.key)")
        }
    }

    /// "never" aside, which is beyond every range.
    @Test func everyDefaultIsInItsRange() {
        for parameter in Parameter.all {
            if case .value(let value, _) = parameter.fallback, value.isFinite {
                #expect(parameter.range.contains(value), "\(parameter.key)")
            }
        }
    }

    /// A key says its unit: a rate is yearly, a mean time in days.
    @Test func conversionsFollowTheUnits() {
        for parameter in PairParameter.allCases.map(\.parameter) {
            #expect((parameter.conversion == .yearly) == parameter.key.hasSuffix("_per_year"), "\(parameter.key)")
            #expect((parameter.conversion == .yearly) == (parameter.unit == "1/year"), "\(parameter.key)")
            #expect((parameter.conversion == .meanTime) == parameter.about.hasPrefix("mean time"), "\(parameter.key)")
        }
    }

    @Test func thereIsRoomForEveryNumberOfAPair() {
        #expect(PairTable<Double>(repeating: 0).count == PairParameter.allCases.count)
        #expect(PairParameter.allCases.map(\.rawValue) == Array(0..<PairParameter.allCases.count))
    }

    @Test func whatIsTheSameAsAnotherStandsAfterIt() throws {
        for parameter in PairParameter.allCases {
            guard case .sameAs(let key) = parameter.parameter.fallback else { continue }
            let other = try #require(PairParameter(key: key))
            #expect(other.rawValue < parameter.rawValue)
        }
    }

    /// Each number stands in an equation or a table of docs/model.md by its symbol.
    @Test func everySymbolIsTheModels() throws {
        let page = try DocumentedModel().page
        let numbers = PairParameter.parameters + MarketParameter.parameters + StepParameter.parameters + LawParameter.parameters
        for parameter in numbers where parameter.key != "days" {
            #expect(page.contains("`\(parameter.symbol)`") || page.contains("\n\(parameter.symbol) = "), "\(parameter.key)")
        }
    }
}
